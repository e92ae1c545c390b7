import { useEffect, useState } from 'preact/hooks';
import { accountsToSee, type AccountsToSee } from './account/accountsToSee';
import { useView } from './address/useView';
import { keyAsked } from './api/api';
import { forgetKey, hasKey } from './api/key';
import { Refused } from './api/Refused';
import { OutageBanner } from './freshness/OutageBanner';
import { outages } from './freshness/outages';
import { Page } from './Page';
import { Skeleton } from './panel/Skeleton';
import { SignIn } from './signin/SignIn';

/** Lets in who may see something, and shows an account: the one that the key is for, else the one in the address, else the first. */
export function Dashboard() {
  const [view, change] = useView();
  const [accounts, setAccounts] = useState<AccountsToSee | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const isAsked = asked !== null;

  useEffect(() => {
    const look = () => {
      setAsked(hasKey() ? 'The key does not count any more.' : '');
      forgetKey();
    };
    keyAsked.addEventListener('asked', look);
    return () => keyAsked.removeEventListener('asked', look);
  }, []);

  // Asked until there is one: the first event makes the first account.
  const isSought = accounts === null || accounts.account_ids.length === 0;
  useEffect(() => {
    if (isAsked || !isSought) return;
    let timer = 0;
    const again = () => (timer = window.setTimeout(look, 2_000));
    const look = () => void accountsToSee().then(
      (found) => {
        outages.end('accounts');
        setAccounts(found);
        if (found.account_ids.length === 0) again();
      },
      (failure: unknown) => {
        if (failure instanceof Refused && failure.isPassing) outages.begin('accounts', undefined, failure.message);
        again();
      },
    );
    look();
    return () => window.clearTimeout(timer);
  }, [isAsked, isSought]);

  const first = accounts?.account_ids[0] ?? null;
  const own = accounts?.own ?? null;
  const isElsewhere = own !== null && view.account !== null && view.account !== own;
  useEffect(() => {
    if (isElsewhere) change({ account: own, filters: [], metadataKey: null }, true);
    else if (view.account === null && first !== null) change({ account: first }, true);
  }, [view.account, first, own]);

  useEffect(() => {
    document.title = view.account === null ? 'Analytics' : `${view.account} – Analytics`;
  }, [view.account]);

  if (isAsked) {
    return (
      <SignIn
        why={asked || null}
        onSignedIn={(found) => {
          setAccounts(found);
          setAsked(null);
        }}
      />
    );
  }

  if (isElsewhere || (accounts === null && view.account === null)) {
    return (
      <main class="page" aria-busy="true">
        <OutageBanner />
        <Skeleton lines={12} />
      </main>
    );
  }

  return (
    <Page
      view={view}
      change={change}
      only={own}
      onSignOut={() => {
        forgetKey();
        setAccounts(null);
        setAsked('');
      }}
    />
  );
}
