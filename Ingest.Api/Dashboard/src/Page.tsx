import type { Change } from './address/useView';
import type { View } from './address/view';
import { AccountPicker } from './account/AccountPicker';
import { AccountPage } from './AccountPage';
import { CompareSwitch } from './controls/CompareSwitch';
import { IntervalPicker } from './controls/IntervalPicker';
import { RangePicker } from './controls/RangePicker';
import { FilterChips } from './filters/FilterChips';
import { OutageBanner } from './freshness/OutageBanner';
import { hasKey } from './api/key';
import { FirstEvent } from './panel/EmptyState';
import { spanOf } from './time/range';
import { Foreign } from './words/Foreign';

interface Props {
  view: View;
  change: Change;
  /** The account that the key is for; null where others can be chosen. */
  only: string | null;
  onSignOut: () => void;
}

/** The page: what is looked at, above; what is there, below. */
export function Page({ view, change, only, onSignOut }: Props) {
  return (
    <>
      <header class="bar">
        <div class="bar-row">
          <a class="mark" href="/" aria-label="Analytics, start">
            <img src="/dashboard/icon.svg" alt="" width="28" height="28" />
          </a>
          {only === null ? (
            <AccountPicker account={view.account} onChoose={(account) => change({ account, filters: [], metadataKey: null })} />
          ) : (
            <p class="account-only"><span class="account-caption">Account</span> <Foreign text={only} /></p>
          )}
          <div class="bar-end">
            <RangePicker view={view} change={change} />
            <IntervalPicker view={view} span={spanOf(view.range, new Date())} change={change} />
            <CompareSwitch view={view} change={change} />
            {hasKey() && (
              <button type="button" class="control" onClick={onSignOut}>
                Sign out
              </button>
            )}
          </div>
        </div>
        <FilterChips view={view} change={change} />
      </header>
      <OutageBanner />
      {view.account === null ? (
        <main class="page"><h1 class="unseen">Analytics</h1><FirstEvent account="acc_123" /></main>
      ) : (
        <AccountPage key={view.account} account={view.account} view={view} change={change} />
      )}
    </>
  );
}
