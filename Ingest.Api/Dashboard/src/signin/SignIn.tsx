import { useState } from 'preact/hooks';
import { accountsToSee, type AccountsToSee } from '../account/accountsToSee';
import { forgetKey, keepKey } from '../api/key';
import { Refused } from '../api/Refused';

/** Asks for a key. It is tried at once and kept for as long as the tab lives. */
export function SignIn({ why, onSignedIn }: { why: string | null; onSignedIn: (accounts: AccountsToSee) => void }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState(why);
  const [isBusy, setIsBusy] = useState(false);

  async function signIn(event: Event): Promise<void> {
    event.preventDefault();
    if (!/^[\x21-\x7e]+$/.test(text.trim())) return setFailure('This is no key: they begin with ak_ and hold letters and digits only.');
    setIsBusy(true);
    keepKey(text.trim());
    try {
      onSignedIn(await accountsToSee());
    } catch (refused) {
      forgetKey();
      setFailure(refused instanceof Refused ? reason(refused) : 'Something went wrong.');
      setIsBusy(false);
    }
  }

  return (
    <main class="sign-in">
      <form class="panel" onSubmit={(event) => void signIn(event)} autocomplete="off">
        <h1>Analytics</h1>
        <p>This API asks for a key. One with the scope <code>read</code> shows all that is here; replaying needs <code>admin</code>.</p>
        <label>
          Key
          <input type="password" required autocomplete="off" spellcheck={false} placeholder="ak_…" value={text} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <div role="alert">{failure && <p class="refused">{failure}</p>}</div>
        <button type="submit" class="main" disabled={isBusy}>
          Sign in
        </button>
        <p class="hint">Kept in this tab until it is closed, and sent in a header: it never stands in an address or a log.</p>
      </form>
    </main>
  );
}

const reason = (refused: Refused): string => (refused.code === 'wrong_scope' ? 'This key may not read. Take one with the scope read.' : refused.message);
