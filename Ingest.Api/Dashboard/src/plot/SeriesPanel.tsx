import { useMemo, useState } from 'preact/hooks';
import type { Series } from '../api/answers';
import type { Asked } from '../api/useAnswer';
import type { Change } from '../address/useView';
import { withFilter, type Drawing, type View } from '../address/view';
import { Segmented } from '../controls/Segmented';
import { Body } from '../panel/Body';
import { Panel } from '../panel/Panel';
import { count } from '../words/numbers';
import { bucket } from '../words/times';
import { drawn } from './layers';
import { Legend } from './Legend';
import { Plot } from './Plot';
import { PlotTip } from './PlotTip';
import { SeriesTable } from './SeriesTable';

interface Props {
  asked: Asked<Series>;
  view: View;
  change: Change;
}

const drawings = [['total', 'Total'], ['type', 'By type'], ['table', 'Table']] as const;

/** Events over time. */
export function SeriesPanel({ asked, view, change }: Props) {
  return (
    <Panel
      title="Events over time"
      class="series"
      asked={asked}
      tools={<Segmented<Drawing> label="Drawn as" options={drawings} value={view.drawing} onChoose={(drawing) => change({ drawing }, true)} />}
    >
      <Body asked={asked} lines={9}>
        {(series) => (view.drawing === 'table' ? <SeriesTable series={series} /> : <Drawing series={series} view={view} change={change} />)}
      </Body>
    </Panel>
  );
}

function Drawing({ series, view, change }: { series: Series; view: View; change: Change }) {
  const [pointed, setPointed] = useState<{ index: number; left: number } | null>(null);
  const byType = view.drawing === 'type';

  // The same figures again are no new drawing: it would take the place away that is pointed at.
  const figures = JSON.stringify([series.points, series.previous]);
  const layers = useMemo(() => drawn(series, view.drawing, new Date()), [figures, view.drawing]);

  function zoom(first: number, last: number): void {
    const [from, after] = [series.points[first], series.points[last + 1]];
    if (from === undefined) return;
    const to = after?.start ?? series.to;
    if (new Date(from.start) < new Date(to)) change({ range: { from: new Date(from.start), to: new Date(to) }, interval: null });
  }

  return (
    <>
      <Legend series={series} byType={byType} onChoose={(type) => change(withFilter(view, { name: 'type', value: type }))} />
      <div class="plot-box">
        <Plot drawn={layers} label={told(series)} onPoint={(index, left) => setPointed(index === null ? null : { index, left })} onZoom={zoom} />
        {pointed && <PlotTip series={series} byType={byType} {...pointed} />}
      </div>
    </>
  );
}

/** What the drawing shows, in a sentence. */
function told({ points, interval }: Series): string {
  const most = points.reduce<Series['points'][number] | undefined>((best, point) => (best && best.events >= point.events ? best : point), undefined);
  if (most === undefined || most.events === 0) return 'No events over time.';
  const all = points.reduce((sum, point) => sum + point.events, 0);
  return `${count(all)} events in ${points.length} intervals; the most, ${count(most.events)}, in ${bucket(most.start, interval)}. Arrow keys walk through them, Enter zooms in.`;
}
