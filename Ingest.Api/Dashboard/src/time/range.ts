/** The time that is looked at: a preset, which moves with the clock, or two instants, of which `to` is not included. */
export type Preset = 'today' | '24h' | '7d' | '30d' | '90d' | 'month';

export interface Span {
  from: Date;
  to: Date;
}

export type Range = { preset: Preset } | Span;

export type Parameter = [name: string, value: string];

export const presets: [preset: Preset, label: string][] = [
  ['today', 'Today'],
  ['24h', '24 h'],
  ['7d', '7 days'],
  ['30d', '30 days'],
  ['90d', '90 days'],
  ['month', 'This month'],
];

/** What the API calls a preset; those of the calendar it does not know, since they depend on the viewer's time zone. */
export const windows: Partial<Record<Preset, string>> = { '24h': 'last_24h', '7d': 'last_7d', '30d': 'last_30d', '90d': 'last_90d' };

const hourMs = 3_600_000;
const lengths: Partial<Record<Preset, number>> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24, '90d': 90 * 24 };

export const windowOf = (range: Range): string | undefined => ('preset' in range ? windows[range.preset] : undefined);

/** The range as instants. */
export function spanOf(range: Range, now: Date): Span {
  if (!('preset' in range)) return range;
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  if (range.preset === 'today') return { from: new Date(year, month, day), to: new Date(year, month, day + 1) };
  if (range.preset === 'month') return { from: new Date(year, month, 1), to: new Date(year, month + 1, 1) };
  return { from: new Date(now.getTime() - lengths[range.preset]! * hourMs), to: now };
}

/** The range as the API is asked for it: by its window where it has one, so that the answer is one that it keeps. */
export function parametersOf(range: Range, now: Date): Parameter[] {
  const window = windowOf(range);
  return window === undefined ? instants(spanOf(range, now)) : [['window', window]];
}

/**
 * What a calendar range that is not over compares with: the same part of the day or month before it. Undefined where the API's own
 * comparison, with the time of the same length just before, says it better.
 */
export function earlierPart(range: Range, now: Date): Parameter[] | undefined {
  if (!('preset' in range) || windowOf(range) !== undefined) return undefined;
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  const from = range.preset === 'today' ? new Date(year, month, day - 1) : new Date(year, month - 1, 1);
  const { from: begun } = spanOf(range, now);
  const elapsed = Math.floor((now.getTime() - begun.getTime()) / 60_000) * 60_000 + 60_000;
  return instants({ from, to: new Date(Math.min(from.getTime() + elapsed, begun.getTime())) });
}

const instants = ({ from, to }: Span): Parameter[] => [['from', from.toISOString()], ['to', to.toISOString()]];
