import type { Ledger } from '../api/answers';
import { count } from '../words/numbers';

const rows = [
  ['received', 'Received', '', ''],
  ['stored', 'Stored', '=', ''],
  ['duplicates', 'Duplicates', '+', 'Sent again under the same id; counted once'],
  ['set_aside', 'Set aside', '+', 'Refused by PostgreSQL, with the reason, below'],
  ['in_flight', 'In flight', '+', 'Accepted and on the way'],
] as const;

/** The account's ledger as the sum that it is. */
export function LedgerFigures({ of }: { of: Ledger }) {
  return (
    <dl class="ledger">
      {rows.map(([name, words, sign, hint]) => (
        <div key={name} class={name === 'set_aside' && of.set_aside > 0 ? 'is-bad' : ''}>
          <dt title={hint || undefined}><span class="ledger-sign" aria-hidden="true">{sign}</span>{words}</dt>
          <dd>{count(of[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
