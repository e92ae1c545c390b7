import type { Point, Series } from '../api/answers';
import type { Drawing } from '../address/view';

/** What is drawn: a row of values over time. Stacked ones hold the sum of themselves and all below. */
export interface Layer {
  name: string;
  /** What a type's colour is: its rank, 0 first; the last is all the rest. */
  rank: number;
  kind: 'area' | 'bars' | 'before' | 'unfinished';
  values: (number | null)[];
}

export interface Drawn {
  /** Seconds since 1970: a point's start, or its middle where bars are drawn. */
  x: number[];
  /** Where the drawing begins and ends. */
  ends: [from: number, to: number];
  layers: Layer[];
  isStacked: boolean;
}

/** Types that get a colour of their own; the rest is one. */
export const rankLimit = 7;
export const rest = 'all others';

const seconds = (point: Point): number => Date.parse(point.start) / 1_000;

/** A series as layers, the highest first. */
export function drawn(series: Series, drawing: Drawing, now: Date): Drawn {
  const { points } = series;
  const starts = points.map(seconds);
  const last = starts.at(-1) ?? 0;
  const length = starts.length > 1 ? last - starts.at(-2)! : lengths[series.interval]!;
  const isStacked = drawing === 'type';
  const isBars = isStacked || points.length < 4;
  const happened = points.map((_, index) => starts[index]! * 1_000 <= now.getTime());
  const x = isBars ? starts.map((start) => start + length / 2) : starts;
  const ends: [number, number] = isBars ? [starts[0] ?? 0, last + length] : [starts[0] ?? 0, last];
  return { x, ends, isStacked, layers: isStacked ? stacked(points, ranked(points)) : whole(series, happened, isBars, last + length > now.getTime() / 1_000) };
}

const lengths: Record<string, number> = { hour: 3_600, day: 86_400, week: 7 * 86_400, month: 30 * 86_400 };

/** The types with the most events, the first first, and the rest if there is one. */
export function ranked(points: Point[]): string[] {
  const totals = new Map<string, number>();
  for (const { types } of points) for (const [type, events] of Object.entries(types ?? {})) totals.set(type, (totals.get(type) ?? 0) + events);
  return [...totals].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, rankLimit).map(([type]) => type);
}

/** Events of a point's type; the rest is what no other type has. */
export const eventsOf = (point: Point, types: string[], rank: number): number =>
  rank < types.length ? named(point, types[rank]!) : point.events - types.reduce((sum, type) => sum + named(point, type), 0);

/** A type may be called constructor, which every object has. */
const named = ({ types = {} }: Point, type: string): number => (Object.hasOwn(types, type) ? types[type]! : 0);

function stacked(points: Point[], types: string[]): Layer[] {
  const names = points.some((point) => eventsOf(point, types, types.length) > 0) ? [...types, rest] : types;
  const layers = names.map<Layer>((name, rank) => ({
    name,
    rank: rank < types.length ? rank : rankLimit,
    kind: 'bars',
    values: points.map((point) => names.slice(0, rank + 1).reduce((sum, _, below) => sum + eventsOf(point, types, below), 0)),
  }));
  return layers.reverse();
}

function whole({ points, previous }: Series, happened: boolean[], isBars: boolean, isUnfinished: boolean): Layer[] {
  const events = points.map((point, index) => (happened[index] ? point.events : null));
  const open = isUnfinished && !isBars ? happened.lastIndexOf(true) : -1;
  const layers: Layer[] = [{ name: 'Events', rank: 0, kind: isBars ? 'bars' : 'area', values: open > 0 ? events.map((value, index) => (index >= open ? null : value)) : events }];
  if (open > 0) layers.push({ name: 'Not over yet', rank: 0, kind: 'unfinished', values: events.map((value, index) => (index === open - 1 || index === open ? value : null)) });
  if (previous) layers.push({ name: 'Before', rank: 0, kind: 'before', values: points.map((_, index) => previous.points[index]?.events ?? null) });
  return layers;
}
