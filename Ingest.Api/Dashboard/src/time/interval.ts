import type { Span } from './range';

/** How long a point of the series is. */
export type Interval = 'hour' | 'day' | 'week' | 'month';

export const intervals: [interval: Interval, label: string, ms: number][] = [
  ['hour', 'Hours', 3_600_000],
  ['day', 'Days', 86_400_000],
  ['week', 'Weeks', 7 * 86_400_000],
  ['month', 'Months', 30.44 * 86_400_000],
];

/** What the API gives at most, less one at either end. */
const pointLimit = 998;

const points = (span: Span, ms: number): number => (span.to.getTime() - span.from.getTime()) / ms;

/** Whether a range has few enough of these intervals. */
export const fits = (span: Span, interval: Interval): boolean =>
  points(span, intervals.find(([name]) => name === interval)![2]) <= pointLimit;

/** The interval that draws a range well: some two to a hundred points. */
export function suited(span: Span): Interval {
  const [name] = intervals.find(([, , ms]) => points(span, ms) <= 100) ?? intervals.at(-1)!;
  return name === 'hour' && points(span, 3_600_000) > 49 ? 'day' : name;
}
