import type uPlot from 'uplot';
import { compact } from '../words/numbers';
import { hour, monthAndYear, shortDay } from '../words/times';
import type { Colours } from './colours';

// Events are whole.
const steps = Array.from({ length: 13 }, (_, zeros) => [1, 2, 5].map((step) => step * 10 ** zeros)).flat();

const font = '12px Inter, ui-sans-serif, system-ui, sans-serif';

/** Time below, events to the left; fine lines, few words. */
export function axes(colours: Colours): uPlot.Axis[] {
  const common = { stroke: colours.ink, font, ticks: { show: false } };
  return [
    { ...common, space: 72, size: 34, gap: 8, grid: { show: false }, values: (_, splits, __, ___, step) => splits.map((at, index) => tick(at * 1_000, splits[index - 1], step)) },
    { ...common, space: 44, incrs: steps, size: 52, gap: 6, grid: { stroke: colours.grid, width: 1 }, values: (_, splits) => splits.map(compact) },
  ];
}

/** Hours within a day, with the date where one begins; then days, months, years. */
function tick(at: number, before: number | undefined, stepSeconds: number): string {
  const date = new Date(at);
  if (stepSeconds < 86_400) {
    const isNewDay = before === undefined || new Date(before * 1_000).getDate() !== date.getDate();
    return date.getHours() + date.getMinutes() === 0 && isNewDay ? shortDay(at) : hour(at);
  }

  if (stepSeconds >= 360 * 86_400) return String(date.getFullYear());
  return stepSeconds < 27 * 86_400 ? shortDay(at) : monthAndYear(at);
}
