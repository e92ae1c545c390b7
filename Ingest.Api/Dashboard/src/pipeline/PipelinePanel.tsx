import type { Ledger, Pipeline } from '../api/answers';
import type { Asked } from '../api/useAnswer';
import { useAnswer } from '../api/useAnswer';
import { Freshness } from '../freshness/Freshness';
import { Panel } from '../panel/Panel';
import { Body } from '../panel/Body';
import { count, ratio } from '../words/numbers';
import { duration } from '../words/times';
import { LedgerFigures } from './LedgerFigures';
import { SetAsideList } from './SetAsideList';

interface Props {
  account: string;
  ledger: Asked<Ledger>;
}

/** Whether what comes in also arrives: the queue, the account's ledger, and what was set aside. */
export function PipelinePanel({ account, ledger }: Props) {
  const pipeline = useAnswer<Pipeline>('the queue', '/pipeline', 2_000);
  const forOne = pipeline.refused?.code === 'one_account_only';
  return (
    <Panel title="Pipeline" class="pipeline" asked={ledger} tools={ledger.answer && <Closed of={ledger.answer} />}>
      <h3>
        All accounts <Freshness of={pipeline.answer} isAway={pipeline.refused?.isPassing} />
      </h3>
      {forOne ? <p class="hint">The queue is of all accounts, and this key is for one.</p> : <Body asked={pipeline} lines={2}>{(now) => <Queue now={now} />}</Body>}
      <h3>This account</h3>
      <Body asked={ledger} lines={3}>{(of) => <LedgerFigures of={of} />}</Body>
      <SetAsideList account={account} count={ledger.answer?.set_aside ?? 0} />
    </Panel>
  );
}

function Closed({ of }: { of: Ledger }) {
  return of.closed ? (
    <span class="badge is-good" title="received = stored + duplicates + set aside">ledger closed</span>
  ) : (
    <span class="badge is-warning" title="received = stored + duplicates + set aside + in flight">{count(of.in_flight)} in flight</span>
  );
}

function Queue({ now }: { now: Pipeline }) {
  return (
    <dl class="figures">
      <div><dt title="Messages, of any number of events each">Queue</dt><dd>{count(now.queue_depth)}</dd></div>
      <div><dt title="How long the oldest event has been waiting">Lag</dt><dd>{duration(now.oldest_waiting_seconds)}</dd></div>
      <div><dt title="Events a second that came out of the queue in the last ten">Drain rate</dt><dd>{ratio(now.drain_rate)}/s</dd></div>
      <div class={now.error_queue_depth > 0 ? 'is-bad' : ''}><dt title="Messages that no worker could read">Unreadable</dt><dd>{count(now.error_queue_depth)}</dd></div>
    </dl>
  );
}
