import type { Fresh } from '../api/answers';
import { clock, moment } from '../words/times';

const sources = { cache: 'from the cache', rollup: 'from rollups', raw: 'from the events themselves' };

/** Of when a panel's figures are, and where they come from. */
export function Freshness({ of, isAway }: { of: Partial<Fresh> | undefined; isAway?: boolean | undefined }) {
  if (of?.as_of === undefined) return null;
  const isOld = isAway || of.stale;
  return (
    <span class={isOld ? 'freshness is-old' : 'freshness'} title={`As PostgreSQL had it on ${moment(of.as_of)}${of.source ? `, ${sources[of.source]}` : ''}`}>
      {isOld ? 'not updated since ' : 'as of '}
      <time dateTime={of.as_of}>{clock(of.as_of)}</time>
      {of.source && ` · ${of.source}`}
    </span>
  );
}
