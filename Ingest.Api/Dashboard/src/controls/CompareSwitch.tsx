import type { Change } from '../address/useView';
import type { View } from '../address/view';

/** Whether the time before is shown too. */
export function CompareSwitch({ view, change }: { view: View; change: Change }) {
  return (
    <label class="control switch">
      <input type="checkbox" checked={view.compare} onChange={() => change({ compare: !view.compare })} />
      Compare
    </label>
  );
}
