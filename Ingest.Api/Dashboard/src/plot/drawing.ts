import uPlot from 'uplot';
import { axes } from './axes';
import type { Colours } from './colours';
import type { Drawn, Layer } from './layers';

export interface Hands {
  /** The point under the pointer, by its place; null when there is none. */
  onPoint: (index: number | null, left: number) => void;
  /** The points that were dragged over, first and last. */
  onZoom: (first: number, last: number) => void;
}

/** What uPlot is told to draw. */
export function drawing(drawn: Drawn, colours: Colours, width: number, height: number, hands: Hands): uPlot.Options {
  return {
    width,
    height,
    padding: [12, 30, 0, 0],
    legend: { show: false },
    axes: axes(colours),
    scales: { x: { time: true, range: () => drawn.ends }, y: { range: (_, __, highest) => [0, highest > 0 ? highest * 1.08 : 1] } },
    series: [{}, ...drawn.layers.map((layer) => seriesOf(layer, colours, drawn))],
    cursor: {
      y: false,
      points: { show: !drawn.isStacked, size: 8, width: 2, stroke: colours.accent, fill: colours.ground },
      drag: { x: true, y: false, setScale: false },
    },
    hooks: {
      setCursor: [(plot) => hands.onPoint(plot.cursor.left! < 0 ? null : (plot.cursor.idx ?? null), plot.cursor.left ?? 0)],
      setSelect: [
        (plot) => {
          const { left, width: wide } = plot.select;
          if (wide < 4) return;
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          hands.onZoom(plot.posToIdx(left), plot.posToIdx(left + wide));
        },
      ],
    },
  };
}

function seriesOf(layer: Layer, colours: Colours, drawn: Drawn): uPlot.Series {
  const isFew = drawn.x.length <= 40;
  const points = { show: isFew && layer.kind === 'area', size: 5, fill: colours.accent };
  switch (layer.kind) {
    case 'bars': {
      const colour = drawn.isStacked ? colours.ranks[layer.rank]! : colours.accent;
      return { label: layer.name, fill: colour, width: 0, paths: uPlot.paths.bars!({ size: [0.76, 72], radius: 0 }), points: { show: false } };
    }
    case 'before':
      return { label: layer.name, stroke: colours.before, width: 1.5, dash: [4, 4], points: { show: false } };
    case 'unfinished':
      return { label: layer.name, stroke: colours.accent, fill: colours.fill, width: 2, dash: [3, 4], points: { show: false } };
    default:
      return { label: layer.name, stroke: colours.accent, fill: colours.fill, width: 2, points };
  }
}
