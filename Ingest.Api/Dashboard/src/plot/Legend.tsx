import type { Series } from '../api/answers';
import { Foreign } from '../words/Foreign';
import { rankLimit, ranked } from './layers';

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

  return (
    <ul class="legend" aria-label="Types">
      {ranked(series.points).map((type, rank) => (
        <li key={type}>
          <button type="button" onClick={() => onChoose(type)} title="Show this type only">
            <span class={`swatch rank-${rank}`} />
            <Foreign text={type} />
          </button>
        </li>
      ))}
      <li class="legend-rest">
        <span class={`swatch rank-${rankLimit}`} /> all others
      </li>
    </ul>
  );
}
