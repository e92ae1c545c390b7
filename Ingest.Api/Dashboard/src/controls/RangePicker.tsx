import type { Change } from '../address/useView';
import type { View } from '../address/view';
import { presets, type Preset } from '../time/range';
import { day, hour } from '../words/times';
import { CustomRange } from './CustomRange';
import { Popover } from './Popover';
import { Segmented } from './Segmented';

/** The presets, and any other range. */
export function RangePicker({ view, change }: { view: View; change: Change }) {
  const custom = 'preset' in view.range ? null : view.range;
  return (
    <div class="range-picker">
      <Segmented<Preset>
        label="Time"
        options={presets}
        value={'preset' in view.range ? view.range.preset : null}
        onChoose={(preset) => change({ range: { preset }, interval: null })}
      />
      <Popover name="Custom range" isPressed={custom !== null} class="from-right" label={custom ? `${end(custom.from)} – ${end(custom.to)}` : 'Custom'}>
        {(close) => (
          <CustomRange
            range={view.range}
            onChoose={(range) => {
              change({ range, interval: null });
              close();
            }}
          />
        )}
      </Popover>
    </div>
  );
}

const end = (instant: Date): string => (instant.getHours() + instant.getMinutes() === 0 ? day(instant) : `${day(instant)}, ${hour(instant)}`);
