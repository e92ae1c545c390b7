import { useState } from 'preact/hooks';
import type { SetAsideList as Answer } from '../api/answers';
import { ofAccount, post } from '../api/api';
import { Refused } from '../api/Refused';
import { useAnswer } from '../api/useAnswer';
import { Body } from '../panel/Body';
import { recent } from '../words/times';
import { Foreign } from '../words/Foreign';

/** An account's events that PostgreSQL refused, and why; each can be tried again. Asked when the ledger says that there are any, or other ones. */
export function SetAsideList({ account, count }: { account: string; count: number }) {
  const asked = useAnswer<Answer>('events set aside', ofAccount(account, 'set-aside?limit=20'), 10_000, count);
  const [told, setTold] = useState('');
  const replay = (rest: string) => void replayed(account, rest, setTold);
  if (count === 0 && !asked.answer?.set_aside.length) return <p class="hint">Nothing is set aside.</p>;
  return (
    <div class="set-aside">
      <header class="panel-head">
        <h3>Set aside</h3>
        <button type="button" class="control" onClick={() => replay('set-aside/replay')}>Replay all</button>
      </header>
      <p class="hint" role="status">{told}</p>
      <Body asked={asked} lines={2}>
        {({ set_aside }) => (
          <ul>
            {set_aside.map((event) => (
              <li key={event.set_aside_id}>
                <p class="set-aside-reason"><code>{event.sql_state}</code> <Foreign text={event.reason} /></p>
                <p class="hint">
                  <Foreign text={event.type} /> of <Foreign text={event.user_id} />, {recent(event.last_failed_at)}, {event.attempts === 1 ? 'tried once' : `tried ${event.attempts} times`}
                </p>
                <button type="button" class="control" aria-label={`Replay event ${event.event_id ?? event.set_aside_id}`} onClick={() => replay(`set-aside/${event.set_aside_id}/replay`)}>Replay</button>
              </li>
            ))}
          </ul>
        )}
      </Body>
    </div>
  );
}

async function replayed(account: string, rest: string, tell: (words: string) => void): Promise<void> {
  tell('Asking…');
  try {
    await post(ofAccount(account, rest));
    tell('Asked for: a worker sees to it, and what is stored then leaves this list.');
  } catch (failure) {
    tell(failure instanceof Refused ? reason(failure) : 'Something went wrong.');
  }
}

const reason = (refused: Refused): string => (refused.code === 'wrong_scope' ? 'Not replayed: that needs a key with the scope admin, and this one has not.' : `Not replayed: ${refused.message}`);
