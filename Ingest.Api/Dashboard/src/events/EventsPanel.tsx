import { useState } from 'preact/hooks';
import type { EventList } from '../api/answers';
import type { Asked } from '../api/useAnswer';
import type { Change } from '../address/useView';
import type { View } from '../address/view';
import { Body } from '../panel/Body';
import { Panel } from '../panel/Panel';
import { EventRow } from './EventRow';
import { ExportButton } from './ExportButton';

interface Props {
  asked: Asked<EventList>;
  view: View;
  change: Change;
  exportPath: string;
}

/** The events themselves, the newest first, a page at a time. */
export function EventsPanel({ asked, view, change, exportPath }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const next = asked.answer?.next_cursor ?? null;
  return (
    <Panel title="Events" class="events" asked={asked} tools={<ExportButton path={exportPath} />}>
      <Body asked={asked} lines={12}>
        {({ events }) =>
          events.length === 0 ? (
            <p class="hint">No events in this time{view.filters.length > 0 ? ' with these filters' : ''}.</p>
          ) : (
            <div class="table-scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Time</th>
                    <th scope="col">Type</th>
                    <th scope="col">User</th>
                    <th scope="col" class="wide-only">Path</th>
                    <th scope="col" class="wide-only">Metadata</th>
                    <th scope="col"><span class="unseen">Details</span></th>
                  </tr>
                </thead>
                {events.map((event) => {
                  const key = `${event.timestamp} ${event.event_id}`;
                  return <EventRow key={key} event={event} isOpen={open === key} onToggle={() => setOpen(open === key ? null : key)} />;
                })}
              </table>
            </div>
          )
        }
      </Body>
      <nav class="pages" aria-label="Pages of events">
        <button type="button" class="control" disabled={view.cursor === null} onClick={() => change({ cursor: null })}>
          Newest
        </button>
        <button type="button" class="control" disabled={next === null || asked.isSettling} onClick={() => change({ cursor: next })}>
          Older
        </button>
      </nav>
    </Panel>
  );
}
