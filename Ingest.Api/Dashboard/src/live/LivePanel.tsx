import { useState } from 'preact/hooks';
import type { LiveEvent } from '../api/answers';
import type { View } from '../address/view';
import { Panel } from '../panel/Panel';
import { Skeleton } from '../panel/Skeleton';
import { recent } from '../words/times';
import { Foreign } from '../words/Foreign';
import { keyOf, type Live } from './useLive';

const shown = 50;

/** Events as they are stored, the last first; can be held still to be read. */
export function LivePanel({ live, view }: { live: Live; view: View }) {
  const [held, setHeld] = useState<LiveEvent[] | null>(null);
  const passing = (all: LiveEvent[]) => all.filter((event) => passes(event, view));
  const events = passing(held ?? live.events).slice(0, shown);
  const known = held && new Set(held.map(keyOf));
  const waiting = known ? passing(live.events).filter((event) => !known.has(keyOf(event))).length : 0;
  const onMetadata = view.filters.some(({ name }) => name.startsWith('metadata.'));
  return (
    <Panel
      title={
        <>
          <span class={`pulse is-${held ? 'held' : live.connection}`} aria-hidden="true" /> Live
        </>
      }
      class="live"
      tools={
        <>
          <span class="hint" role="status">{held ? `${waiting} new` : words[live.connection]}</span>
          <button type="button" class="control" aria-pressed={held !== null} onClick={() => setHeld(held ? null : live.events)}>
            {held ? 'Go on' : 'Pause'}
          </button>
        </>
      }
    >
      {onMetadata && <p class="hint">The stream has no metadata: that filter does not count here.</p>}
      {events.length === 0 && live.connection === 'connecting' ? <Skeleton lines={8} /> : null}
      {events.length === 0 && live.connection !== 'connecting' ? <p class="hint">Events show here as they are stored.</p> : null}
      <ol class="live-events" tabIndex={0} aria-label="The newest events">
        {events.map((event) => (
          <li key={keyOf(event)} class="live-event">
            <time dateTime={event.received_at} title={`happened ${event.timestamp}`}>{recent(event.received_at)}</time>
            <span class="live-what">
              <span class="tag">
                <Foreign text={event.type} />
              </span>
              <span class="live-user">
                <Foreign text={event.user_id} />
              </span>
              {event.path !== null && (
                <span class="live-path">
                  <Foreign text={event.path} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const words = { connecting: 'connecting', live: 'connected', stale: 'standing still', away: 'broken off' };

function passes(event: LiveEvent, { filters }: View): boolean {
  const fields: Record<string, string | null> = { type: event.type, user_id: event.user_id, path: event.path };
  return filters.every(({ name, value }) => !(name in fields) || fields[name] === value);
}
