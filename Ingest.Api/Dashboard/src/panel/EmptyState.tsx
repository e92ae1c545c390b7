import type { EventList } from '../api/answers';
import { ofAccount } from '../api/api';
import { useAnswer } from '../api/useAnswer';
import type { Change } from '../address/useView';
import { day } from '../words/times';

const dayMs = 86_400_000;

/** Nothing in the time that is looked at: the way to where something is, or, where nothing is at all, how to send it. */
export function EmptyState({ account, isFiltered, change }: { account: string; isFiltered: boolean; change: Change }) {
  const asked = useAnswer<EventList>('the newest event', ofAccount(account, 'events?limit=1'), 15_000);
  if (asked.answer === undefined) return null;
  const newest = asked.answer.events[0];
  if (newest === undefined) return <FirstEvent account={account} />;
  const at = new Date(newest.timestamp);
  const to = new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1);
  return (
    <section class="panel empty" aria-label="No events">
      <p>
        <strong>No events in this time{isFiltered ? ' with these filters' : ''}.</strong> The newest of the account is of {day(at)}.
      </p>
      <div class="empty-ways">
        {isFiltered && (
          <button type="button" class="main" onClick={() => change({ filters: [] })}>
            Remove the filters
          </button>
        )}
        <button type="button" class="main" onClick={() => change({ range: { from: new Date(to.getTime() - 30 * dayMs), to }, interval: null })}>
          Show the 30 days before it
        </button>
        <button type="button" class="main" onClick={() => change({ range: { from: new Date(to.getFullYear() - 5, to.getMonth(), to.getDate()), to }, interval: null })}>
          Show five years
        </button>
      </div>
    </section>
  );
}

/** What to run to see something here. */
export function FirstEvent({ account }: { account: string }) {
  const event = JSON.stringify({ account_id: account, user_id: 'user_1', type: 'page_view', path: '/' });
  const quoted = event.replaceAll("'", String.raw`'\''`);
  return (
    <section class="panel empty" aria-label="No events yet">
      <p>
        <strong>No events yet.</strong> Send the first one; it shows here within two seconds.
      </p>
      <h3>From a shell</h3>
      <pre tabIndex={0} aria-label="Command"><code>{`curl -X POST ${location.origin}/events -H 'Content-Type: application/json' \\\n  -d '${quoted}'`}</code></pre>
      <h3>From .NET</h3>
      <pre tabIndex={0} aria-label="Code"><code>{`await using var tracker = new EventTracker(new() { Endpoint = new("${location.origin}") });\ntracker.Track(${JSON.stringify(account)}, "user_1", new EventName("page_view"), path: "/");`}</code></pre>
      <p class="hint">Where keys are asked for, both need one with the scope write.</p>
    </section>
  );
}
