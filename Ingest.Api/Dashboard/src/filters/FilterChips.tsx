import type { Change } from '../address/useView';
import { withoutFilter, type View } from '../address/view';
import { Foreign } from '../words/Foreign';

const names: Record<string, string> = { type: 'Type', user_id: 'User', path: 'Path' };

/** The filters that hold, each to be taken away. */
export function FilterChips({ view, change }: { view: View; change: Change }) {
  if (view.filters.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters">
      {view.filters.map(({ name, value }) => (
        <li key={name} class="chip">
          <span>
            <span class="chip-name">{names[name] ?? <Foreign text={name} />}</span> <Foreign text={value} />
          </span>
          <button type="button" aria-label={`Remove the filter ${name} ${value}`} onClick={() => change(withoutFilter(view, name))}>
            ×
          </button>
        </li>
      ))}
      {view.filters.length > 1 && (
        <li>
          <button type="button" class="link" onClick={() => change({ filters: [] })}>
            Remove all
          </button>
        </li>
      )}
    </ul>
  );
}
