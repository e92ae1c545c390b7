import { useState } from 'preact/hooks';
import { spanOf, type Range, type Span } from '../time/range';

interface Props {
  range: Range;
  onChoose: (range: Span) => void;
}

/** Two instants on the viewer's clock. */
export function CustomRange({ range, onChoose }: Props) {
  const [span] = useState(() => spanOf(range, new Date()));
  const [from, setFrom] = useState(field(span.from));
  const [to, setTo] = useState(field(span.to));
  const [start, end] = [new Date(from), new Date(to)];
  const isRange = start < end;
  return (
    <form
      class="custom-range"
      onSubmit={(event) => {
        event.preventDefault();
        if (isRange) onChoose({ from: start, to: end });
      }}
    >
      <label>
        From
        <input type="datetime-local" required value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        To, not included
        <input type="datetime-local" required value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      {!isRange && <p class="refused">The end must lie after the beginning.</p>}
      <button type="submit" class="main" disabled={!isRange}>
        Show
      </button>
    </form>
  );
}

/** As such an input wants it: local, to the minute. */
function field(instant: Date): string {
  const local = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
