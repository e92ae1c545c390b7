import { useId } from 'preact/hooks';
import type { StoredEvent } from '../api/answers';
import { moment, recent } from '../words/times';
import { Foreign } from '../words/Foreign';

interface Props {
  event: StoredEvent;
  isOpen: boolean;
  onToggle: () => void;
}

/** One event; open, with all that is known of it. */
export function EventRow({ event, isOpen, onToggle }: Props) {
  const id = useId();
  return (
    <tbody>
      <tr class={isOpen ? 'is-open' : ''}>
        <td class="when"><time dateTime={event.timestamp} title={moment(event.timestamp)}>{recent(event.timestamp)}</time></td>
        <td><span class="tag"><Foreign text={event.type} /></span></td>
        <td class="cut"><Foreign text={event.user_id} /></td>
        <td class="cut wide-only"><Foreign text={event.path} /></td>
        <td class="cut wide-only json-line">{event.metadata === null ? <Foreign text={null} /> : <Foreign text={JSON.stringify(event.metadata)} />}</td>
        <td class="opener">
          <button type="button" class="link" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} aria-label={`Details of event ${event.event_id}`} onClick={onToggle}>
            {isOpen ? '▾' : '▸'}
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr id={id} class="event-details">
          <td colSpan={6}>
            <dl>
              <dt>Event id</dt><dd><Foreign text={event.event_id} /></dd>
              <dt>User</dt><dd><Foreign text={event.user_id} /></dd>
              <dt>Path</dt><dd><Foreign text={event.path} /></dd>
              <dt>Happened</dt><dd>{moment(event.timestamp)}</dd>
              <dt>Received</dt><dd>{moment(event.received_at)}</dd>
              <dt>Metadata</dt>
              <dd><pre tabIndex={0} aria-label="Metadata">{event.metadata === null ? '–' : JSON.stringify(event.metadata, null, 2)}</pre></dd>
            </dl>
          </td>
        </tr>
      )}
    </tbody>
  );
}
