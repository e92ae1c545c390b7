import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Change } from './address/useView';
import { filterParameters, type View } from './address/view';
import type { EventList, Ledger, Series, Summary } from './api/answers';
import { ofAccount, withQuery } from './api/api';
import { useAnswer } from './api/useAnswer';
import { EventsPanel } from './events/EventsPanel';
import { MetricCards } from './figures/MetricCards';
import { useFiguresBefore } from './figures/useFiguresBefore';
import { useRates } from './figures/useRates';
import { LivePanel } from './live/LivePanel';
import { useLive } from './live/useLive';
import { EmptyState } from './panel/EmptyState';
import { PipelinePanel } from './pipeline/PipelinePanel';
import { SeriesPanel } from './plot/SeriesPanel';
import { suited } from './time/interval';
import { earlierPart, parametersOf, spanOf, windowOf, type Parameter } from './time/range';
import { useNow } from './time/useNow';
import { zone } from './time/zone';
import { TopLists } from './tops/TopLists';
import { useRevision } from './useRevision';

/** How often is asked again where nothing told of a change: rolled-up figures, and those that take reading events. */
const [rolledMs, readMs] = [15_000, 30_000];

/** Everything about one account. */
export function AccountPage({ account, view, change }: { account: string; view: View; change: Change }) {
  const now = useNow(60_000);
  const live = useLive(account, windowOf(view.range) ?? 'last_24h');
  const isRead = view.filters.length > 0;
  const everyMs = isRead ? readMs : rolledMs;
  const revision = useRevision(live.changes, isRead ? 15_000 : 5_000);

  const time = parametersOf(view.range, now);
  const filters = filterParameters(view);
  const selection = [...time, ...filters];
  const partBefore = view.compare ? earlierPart(view.range, now) : undefined;
  const compare: Parameter[] = view.compare ? [['compare', 'previous']] : [];

  const summary = useAnswer<Summary>('figures', withQuery(ofAccount(account, 'summary'), ...selection, ...(partBefore ? [] : compare)), everyMs, revision);
  const figuresBefore = useFiguresBefore(account, partBefore, filters);
  const compared = partBefore ? figuresBefore : view.compare ? summary.answer?.previous : undefined;
  const interval = view.interval ?? suited(spanOf(view.range, now));
  const byType: Parameter[] = view.drawing === 'type' ? [['by', 'type']] : [];
  const series = useAnswer<Series>('events over time', withQuery(ofAccount(account, 'series'), ...selection, ['interval', interval], ['tz', zone], ...byType, ...compare), everyMs, revision);
  const page: Parameter[] = view.cursor === null ? [] : [['cursor', view.cursor]];
  const events = useAnswer<EventList>('events', withQuery(ofAccount(account, 'events'), ...selection, ['limit', '25'], ...page), everyMs, view.cursor === null ? revision : 0);
  const ledger = useAnswer<Ledger>('the ledger', ofAccount(account, 'pipeline'), 2_000);
  const rates = useRates(ledger.answer);
  const metadataKeys = useMetadataKeys(events.answer);

  const isSameAsLive = filters.length === 0 && live.summary !== undefined && live.summary.window === windowOf(view.range);
  const isEmpty = summary.answer?.events === 0 && !summary.isSettling && !(isSameAsLive && live.summary!.events > 0);
  return (
    <main class="page">
      <h1 class="unseen">Analytics of {account}</h1>
      {isEmpty && <EmptyState account={account} isFiltered={isRead} change={change} />}
      <MetricCards summary={summary} live={isSameAsLive ? live.summary : undefined} before={summary.isSettling ? undefined : compared} ledger={ledger} rates={rates} />
      <SeriesPanel asked={series} view={view} change={change} />
      <PipelinePanel account={account} ledger={ledger} />
      <TopLists account={account} view={view} change={change} selection={selection} metadataKeys={metadataKeys} everyMs={everyMs} revision={revision} />
      <EventsPanel asked={events} view={view} change={change} exportPath={withQuery(ofAccount(account, 'events.csv'), ...selection)} />
      <LivePanel live={live} view={view} />
      <p class="hint">
        Times are those of {zone}. <a href="/openapi/v1.json">All of this for programs</a>
      </p>
    </main>
  );
}

/** The keys that the metadata of the shown events has, and of those shown before. */
function useMetadataKeys(list: EventList | undefined): string[] {
  const [keys, setKeys] = useState<string[]>([]);
  const seen = useMemo(() => [...new Set(list?.events.flatMap(({ metadata }) => Object.keys(metadata ?? {})))], [list]);
  useEffect(() => setKeys((last) => (seen.every((key) => last.includes(key)) ? last : [...new Set([...last, ...seen])].sort().slice(0, 30))), [seen]);
  return keys;
}
