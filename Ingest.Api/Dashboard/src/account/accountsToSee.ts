import type { Accounts } from '../api/answers';
import { ask } from '../api/api';
import { hasKey } from '../api/key';
import { Refused } from '../api/Refused';

/** Some of the accounts that can be looked at, and the one that the key is for; null where it is for all, or none is asked for. */
export interface AccountsToSee extends Accounts {
  own: string | null;
}

/** Asks for them. A key for one account is told its name, and so is one for all while there is one account: only what is about all tells them apart. */
export async function accountsToSee(): Promise<AccountsToSee> {
  const found = await ask<Accounts>('/accounts?limit=50');
  const [first, ...others] = found.account_ids;
  const own = hasKey() && first !== undefined && others.length === 0 && found.complete && (await isForOne()) ? first : null;
  return { ...found, own };
}

async function isForOne(): Promise<boolean> {
  try {
    await ask('/accounts/sample?limit=1');
    return false;
  } catch (failure) {
    if (failure instanceof Refused && failure.code === 'one_account_only') return true;
    throw failure;
  }
}
