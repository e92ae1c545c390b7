import type { Series } from '../api/answers';
import { Foreign } from '../words/Foreign';
import { eventsOf, rankLimit, ranked, rest } from './layers';

interface Props {
  series: Series;
  byType: boolean;
  onChoose: (type: string) => void;
}

/** Which colour is what; a type can be chosen. */
export function Legend({ series, byType, onChoose }: Props) {
  if (!byType) {
    return series.previous ? (
      <p class="legend">
        <span class="legend-line" /> Events <span class="legend-line is-before" /> the time before
      </p>
    ) : null;
  }

  const types = ranked(series.points);
  const hasRest = series.points.some((point) => eventsOf(point, types, types.length) > 0);
  return (
    <ul class="legend" aria-label="Types">
      {types.map((type, rank) => (
        <li key={type}>
          <button type="button" onClick={() => onChoose(type)} title="Show this type only">
            <span class={`swatch rank-${rank}`} />
            <Foreign text={type} />
          </button>
        </li>
      ))}
      {hasRest && (
        <li>
          <span class={`swatch rank-${rankLimit}`} />
          {rest}
        </li>
      )}
    </ul>
  );
}
