import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { outages } from '../freshness/outages';
import type { Fresh } from './answers';
import { ask } from './api';
import { Refused } from './Refused';

export interface Asked<T> {
  /** The last good answer, also while a newer one is on its way or cannot be had. */
  readonly answer?: T;
  readonly refused?: Refused;
  /** Whether {@link answer} is of an earlier question. */
  readonly isSettling: boolean;
  readonly askAgain: () => void;
}

/** How soon somebody who did not answer at all is asked again. */
const reachMs = 3_000;

interface State<T> {
  path: string | null;
  answer?: T;
  refused?: Refused;
}

/**
 * Keeps the answer to a question up to date: asks when the question or the revision changes and then every so often, while somebody
 * looks. A failure leaves the last answer where it is and is told to the outages under the name of what it is, until there is an
 * answer or, with no path, no question.
 */
export function useAnswer<T>(what: string, path: string | null, everyMs: number, revision = 0): Asked<T> {
  const [state, setState] = useState<State<T>>({ path: null });
  const [again, setAgain] = useState(0);
  const asOf = useRef<string | undefined>(undefined);

  // Before the page is painted: the question is on its way meanwhile.
  useLayoutEffect(() => {
    if (path === null) return outages.end(what);
    const ending = new AbortController();
    let timer = 0;

    async function load(): Promise<void> {
      let pause = everyMs;
      try {
        const answer = await ask<T>(path!, ending.signal);
        if (ending.signal.aborted) return;
        const { as_of, stale } = answer as Partial<Fresh>;
        asOf.current = as_of ?? new Date().toISOString();
        setState({ path, answer });
        if (stale) outages.begin(what, asOf.current, 'PostgreSQL cannot be asked now; the last answer is shown.');
        else outages.end(what);
      } catch (failure) {
        if (ending.signal.aborted || !(failure instanceof Refused)) return;
        setState((last) => (failure.isPassing ? { ...last, refused: failure } : { path, refused: failure }));
        if (failure.status === 0) pause = Math.min(pause, reachMs);
        if (failure.isPassing) outages.begin(what, asOf.current, failure.message);
        else return outages.end(what); // asked again it would be refused again
      }

      timer = window.setTimeout(next, pause);
    }

    function next(): void {
      if (document.hidden) document.addEventListener('visibilitychange', next, { once: true, signal: ending.signal });
      else void load();
    }

    void load();
    return () => {
      ending.abort();
      window.clearTimeout(timer);
    };
  }, [what, path, everyMs, revision, again]);

  useEffect(() => () => outages.end(what), [what]);
  return { ...state, isSettling: state.answer !== undefined && state.path !== path, askAgain: () => setAgain((count) => count + 1) };
}
