import { useId, useState } from 'preact/hooks';
import type { Accounts } from '../api/answers';
import { withQuery } from '../api/api';
import { useAnswer } from '../api/useAnswer';
import { Popover } from '../controls/Popover';
import { Foreign } from '../words/Foreign';
import { useSettled } from './useSettled';

interface Props {
  account: string | null;
  onChoose: (account: string) => void;
}

/** The account that is looked at, and a search for another. */
export function AccountPicker({ account, onChoose }: Props) {
  return (
    <Popover
      name="Choose an account"
      class="account-picker"
      label={
        <>
          <span class="account-caption">Account</span>
          <span class="account-name">{account === null ? 'Choose…' : <Foreign text={account} />}</span>
        </>
      }
    >
      {(close) => (
        <AccountSearch
          account={account}
          onChoose={(chosen) => {
            onChoose(chosen);
            close();
          }}
        />
      )}
    </Popover>
  );
}

export function AccountSearch({ account, onChoose }: Props) {
  const [text, setText] = useState('');
  const search = useSettled(text, 150);
  const asked = useAnswer<Accounts>('accounts', withQuery('/accounts', ['search', search], ['limit', '50']), 30_000);
  const ids = asked.answer?.account_ids ?? [];
  const hint = useId();
  return (
    <div class="account-search">
      <input
        type="search"
        placeholder="Search accounts"
        aria-label="Search accounts"
        aria-describedby={hint}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && !asked.isSettling && search === text && ids[0] !== undefined && onChoose(ids[0])}
      />
      <ul class="account-list" aria-label="Accounts">
        {ids.map((id) => (
          <li key={id}>
            <button type="button" aria-current={id === account} onClick={() => onChoose(id)}>
              <Foreign text={id} />
            </button>
          </li>
        ))}
      </ul>
      <p id={hint} class="hint" role="status">
        {hintOf(asked.answer, asked.refused?.message, search)}
      </p>
    </div>
  );
}

function hintOf(answer: Accounts | undefined, refused: string | undefined, search: string): string {
  if (answer === undefined) return refused ?? 'Looking…';
  if (answer.account_ids.length === 0 && !answer.complete) return 'None found in time: type how its name begins.';
  if (answer.account_ids.length === 0) return search === '' ? 'No account has an event yet.' : 'No account found.';
  return answer.complete ? 'Enter takes the first.' : 'There are more: type more of the name. Enter takes the first.';
}
