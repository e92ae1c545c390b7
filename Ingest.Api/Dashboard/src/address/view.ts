import { intervals, type Interval } from '../time/interval';
import { presets, type Preset, type Range } from '../time/range';

/** A filter: the API's name of a parameter, such as `type` or `metadata.plan`, and the value that events must have. */
export interface Filter {
  name: string;
  value: string;
}

export type Drawing = 'total' | 'type' | 'table';

/** All that the page shows, and all that its address says: whoever gets the address sees the same. */
export interface View {
  account: string | null;
  range: Range;
  interval: Interval | null;
  compare: boolean;
  drawing: Drawing;
  filters: Filter[];
  metadataKey: string | null;
  cursor: string | null;
}

const plain = ['type', 'user_id', 'path'];
const isFilter = (name: string): boolean => plain.includes(name) || (name.startsWith('metadata.') && name.length > 'metadata.'.length);

/** Metadata may be empty. A type or a user never is: the API refuses to look for such. */
const isValue = (name: string, value: string): boolean => value !== '' || (name !== 'type' && name !== 'user_id');

const oneOf = <T extends string>(text: string | null, words: readonly T[]): T | null => words.find((word) => word === text) ?? null;

function rangeOf(query: URLSearchParams): Range {
  const [from, to] = [new Date(query.get('from') ?? ''), new Date(query.get('to') ?? '')];
  if (from < to) return { from, to };
  const preset = oneOf<Preset>(query.get('range'), presets.map(([name]) => name));
  return { preset: preset ?? '7d' };
}

/** The view that an address asks for; what it says wrongly is as if it were not said. */
export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  const filters = new Map([...query].filter(([name, value]) => isFilter(name) && isValue(name, value)));
  return {
    account: query.get('account') || null,
    range: rangeOf(query),
    interval: oneOf(query.get('interval'), intervals.map(([name]) => name)),
    compare: query.get('compare') !== 'none',
    drawing: oneOf(query.get('show'), ['total', 'type', 'table']) ?? 'total',
    filters: [...filters].map(([name, value]) => ({ name, value })),
    metadataKey: query.get('key') || null,
    cursor: query.get('cursor'),
  };
}

/** The address of a view; what is as usual is left out. */
export function addressOf(view: View): string {
  const query = new URLSearchParams();
  const say = (name: string, value: string | null) => value !== null && query.append(name, value);
  say('account', view.account);
  if (!('preset' in view.range)) {
    say('from', view.range.from.toISOString());
    say('to', view.range.to.toISOString());
  } else if (view.range.preset !== '7d') {
    say('range', view.range.preset);
  }

  say('interval', view.interval);
  say('compare', view.compare ? null : 'none');
  say('show', view.drawing === 'total' ? null : view.drawing);
  for (const { name, value } of view.filters) say(name, value);
  say('key', view.metadataKey);
  say('cursor', view.cursor);
  const text = query.toString();
  return text === '' ? location.pathname : `${location.pathname}?${text}`;
}

/** The view with one more filter; a name has one value at a time. */
export const withFilter = (view: View, filter: Filter): Partial<View> =>
  ({ filters: [...view.filters.filter(({ name }) => name !== filter.name), filter] });

export const withoutFilter = (view: View, name: string): Partial<View> => ({ filters: view.filters.filter((filter) => filter.name !== name) });

export const filterParameters = (view: View): [name: string, value: string][] => view.filters.map(({ name, value }) => [name, value]);
