import type { Change } from '../address/useView';
import type { View } from '../address/view';
import { fits, intervals, suited, type Interval } from '../time/interval';
import type { Span } from '../time/range';

/** How long a point is; those of which the range has too many cannot be chosen. */
export function IntervalPicker({ view, span, change }: { view: View; span: Span; change: Change }) {
  const words = intervals.find(([name]) => name === suited(span))![1].toLowerCase();
  return (
    <select class="control" aria-label="Interval" value={view.interval ?? ''} onChange={(event) => change({ interval: (event.currentTarget.value || null) as Interval | null })}>
      <option value="">Auto ({words})</option>
      {intervals.map(([name, label]) => (
        <option key={name} value={name} disabled={!fits(span, name)}>
          {label}
        </option>
      ))}
    </select>
  );
}
