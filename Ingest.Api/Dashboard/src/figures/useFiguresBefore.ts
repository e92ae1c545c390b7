import { useRef } from 'preact/hooks';
import type { Figures, Summary } from '../api/answers';
import { ofAccount, withQuery } from '../api/api';
import { useAnswer } from '../api/useAnswer';
import type { Parameter } from '../time/range';

/**
 * The figures of a part of the day or month before, if one is asked for. None until they are of the range and the filters that are looked
 * at: beside others they would make a wrong percentage. Where only the clock moved on, the last ones stand.
 */
export function useFiguresBefore(account: string, part: Parameter[] | undefined, filters: Parameter[]): Figures | undefined {
  const before = useAnswer<Summary>('figures before', part ? withQuery(ofAccount(account, 'summary'), ...part, ...filters) : null, 60_000);
  const question = JSON.stringify([part?.[0], filters]); // its end is the clock's
  const answered = useRef('');
  if (before.answer && !before.isSettling) answered.current = question;
  return part && answered.current === question ? before.answer : undefined;
}
