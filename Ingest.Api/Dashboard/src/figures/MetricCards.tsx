import type { Figures, Ledger, Summary } from '../api/answers';
import type { Asked } from '../api/useAnswer';
import { Freshness } from '../freshness/Freshness';
import { count, ratio } from '../words/numbers';
import { MetricCard } from './MetricCard';
import { Sparkline } from './Sparkline';

interface Props {
  summary: Asked<Summary>;
  /** The stream's summary, where it is of the same events and newer. */
  live: Summary | undefined;
  before: Figures | undefined;
  ledger: Asked<Ledger>;
  rates: number[];
}

/** What was there in the time that is looked at, and what comes in now. */
export function MetricCards({ summary, live, before, ledger, rates }: Props) {
  const now = newest(summary.answer, live);
  const perUser = (figures: Figures): number => (figures.unique_users === 0 ? 0 : figures.events / figures.unique_users);
  const figure = (of: (figures: Figures) => number, words: (number: number) => string) => ({
    value: now && words(of(now)),
    compared: now && before && { now: of(now), before: of(before), words },
    note: !now && summary.refused?.message,
  });
  const rate = rates.at(-1);
  return (
    <section class={`cards ${summary.isSettling ? 'is-settling' : ''}`} aria-label="Figures" aria-busy={now === undefined || summary.isSettling}>
      <MetricCard name="Events" {...figure(({ events }) => events, count)} />
      <MetricCard name="Unique users" {...figure(({ unique_users }) => unique_users, count)} />
      <MetricCard name="Events per user" {...figure(perUser, ratio)} />
      <MetricCard name="Events per second now" value={rate === undefined ? undefined : ratio(rate)} note={ledger.refused && !ledger.answer ? ledger.refused.message : 'received, over the last 10 s'}>
        <Sparkline values={rates} />
      </MetricCard>
      <p class="cards-foot">
        <Freshness of={now} isAway={summary.refused?.isPassing} />
      </p>
    </section>
  );
}

const newest = (answer: Summary | undefined, live: Summary | undefined): Summary | undefined =>
  answer && live && Date.parse(live.as_of) > Date.parse(answer.as_of) ? live : answer;
