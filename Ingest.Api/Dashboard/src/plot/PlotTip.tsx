import type { Series } from '../api/answers';
import { count } from '../words/numbers';
import { bucket } from '../words/times';
import { Foreign } from '../words/Foreign';
import { eventsOf, rankLimit, ranked, rest } from './layers';

interface Props {
  series: Series;
  index: number;
  left: number;
  byType: boolean;
}

/** What one point stands for. */
export function PlotTip({ series, index, left, byType }: Props) {
  const point = series.points[index];
  if (point === undefined) return null;
  const before = series.previous?.points[index];
  const types = byType ? ranked(series.points) : [];
  const parts = [...types.map((name, rank) => ({ name, rank, events: eventsOf(point, types, rank) })), { name: rest, rank: rankLimit, events: byType ? eventsOf(point, types, types.length) : 0 }];
  return (
    <div class="plot-tip" role="status" style={{ '--left': `${left}px` }}>
      <p class="plot-tip-time">{bucket(point.start, series.interval)}</p>
      <dl>
        <dt>Events</dt>
        <dd>{count(point.events)}</dd>
        <dt>Unique users</dt>
        <dd>{count(point.unique_users)}</dd>
        {before && (
          <>
            <dt>{bucket(before.start, series.interval)}</dt>
            <dd>{count(before.events)}</dd>
          </>
        )}
        {parts.map(({ name, rank, events }) => events > 0 && (
          <div key={name} class="plot-tip-part">
            <dt>
              <span class={`swatch rank-${rank}`} />
              <Foreign text={name} />
            </dt>
            <dd>{count(events)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
