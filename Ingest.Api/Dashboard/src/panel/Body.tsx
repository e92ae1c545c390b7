import type { ComponentChildren, JSX } from 'preact';
import type { Asked } from '../api/useAnswer';
import { Skeleton } from './Skeleton';

interface Props<T> {
  asked: Asked<T>;
  lines?: number;
  children: (answer: T) => ComponentChildren;
}

/** What was answered; until then a skeleton, or why there is nothing. */
export function Body<T>({ asked, lines, children }: Props<T>): JSX.Element {
  if (asked.answer !== undefined) return <>{children(asked.answer)}</>;
  if (asked.refused === undefined) return <Skeleton {...(lines === undefined ? {} : { lines })} />;
  return (
    <p class="refused">
      {asked.refused.message}{' '}
      {asked.refused.isPassing && (
        <button type="button" class="link" onClick={asked.askAgain}>
          Ask again
        </button>
      )}
    </p>
  );
}
