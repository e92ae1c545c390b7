import type { ComponentChildren } from 'preact';
import { count, share } from '../words/numbers';

interface Props {
  name: string;
  /** Undefined while it is being asked for. */
  value: string | undefined;
  /** The figure and what it was before; left out where nothing is compared. */
  compared?: { now: number; before: number; words: (number: number) => string } | undefined;
  note?: ComponentChildren;
  children?: ComponentChildren;
}

/** One figure, large, and how it changed. */
export function MetricCard({ name, value, compared, note, children }: Props) {
  return (
    <div class="card" role="group" aria-label={name}>
      <p class="card-name">{name}</p>
      {value === undefined ? <span class="skeleton-line card-skeleton" aria-hidden="true" /> : <p class="card-value">{value}</p>}
      <p class="card-note">
        {compared && <Change {...compared} />}
        {note}
      </p>
      {children}
    </div>
  );
}

function Change({ now, before, words = count }: { now: number; before: number; words: (number: number) => string }) {
  if (before === 0) return <span>{now === 0 ? 'nothing before either' : 'nothing before'}</span>;
  const change = now / before - 1;
  const direction = change > 0.0005 ? 'up' : change < -0.0005 ? 'down' : 'level';
  const arrow = { up: '↑', down: '↓', level: '=' }[direction];
  return (
    <span>
      <span class={`change is-${direction}`}>
        <span aria-hidden="true">{arrow}</span>
        <span class="unseen">{direction} by</span> {share(Math.abs(change))}
      </span>{' '}
      from {words(before)}
    </span>
  );
}
