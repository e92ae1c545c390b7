import { keyHeaders } from './key';
import { Refused } from './Refused';

// The API promises an answer within 3 s, within 5 where raw rows are read; beyond that the network is to blame.
const timeLimit = 12_000;

/** Told when the API asks for a key, or for another one. */
export const keyAsked = new EventTarget();

/** Sends a request; whatever is not an answer is {@link Refused}. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers: keyHeaders(), credentials: 'same-origin', cache: 'no-cache' });
  } catch (failure) {
    if (init.signal?.aborted && init.signal.reason instanceof DOMException && init.signal.reason.name === 'AbortError') throw failure;
    throw Refused.nobody();
  }

  if (response.ok) return response;
  const refused = await Refused.from(response);
  if (refused.status === 401) keyAsked.dispatchEvent(new Event('asked'));
  throw refused;
}

/** Asks for an answer. */
export async function ask<T>(path: string, ending?: AbortSignal): Promise<T> {
  const limit = AbortSignal.timeout(timeLimit);
  const response = await send(path, { signal: ending ? AbortSignal.any([ending, limit]) : limit });
  try {
    return withFreshness((await response.json()) as T & object, response.headers);
  } catch (failure) {
    if (ending?.aborted) throw failure;
    throw Refused.nobody(); // broke off in the middle
  }
}

/** An answer that came out the same is not sent again: its body is the browser's own, and only the headers say of when it is. */
function withFreshness<T extends object>(answer: T, headers: Headers): T {
  const asOf = headers.get('X-As-Of');
  return asOf === null ? answer : { ...answer, as_of: asOf, source: headers.get('X-Source'), stale: headers.get('X-Stale') === 'true' };
}

/** Asks for something to be done. */
export const post = (path: string): Promise<Response> => send(path, { method: 'POST', signal: AbortSignal.timeout(timeLimit) });

/** The path of a route of an account: ids may hold anything. */
export const ofAccount = (account: string, rest: string): string => `/accounts/${encodeURIComponent(account)}/${rest}`;

/** A path with parameters. */
export function withQuery(path: string, ...parameters: [name: string, value: string][]): string {
  const query = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return query === '' ? path : `${path}?${query}`;
}
