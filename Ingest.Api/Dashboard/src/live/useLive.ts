import { useEffect, useState } from 'preact/hooks';
import type { LiveEvent, Summary } from '../api/answers';
import { Refused } from '../api/Refused';
import { withQuery } from '../api/api';
import { outages } from '../freshness/outages';
import { useVisible } from './useVisible';
import { messages, type Message } from './stream';

export type Connection = 'connecting' | 'live' | 'stale' | 'away';

export interface Live {
  connection: Connection;
  /** The newest first. */
  events: LiveEvent[];
  summary: Summary | undefined;
  /** Grows by one with each change of the account that was told. */
  changes: number;
}

const kept = 200;
const pauseMs = 2_000;
const name = 'live events';
const nothing: Live = { connection: 'connecting', events: [], summary: undefined, changes: 0 };

/** An account's stream: kept open while somebody looks, since a browser has few connections, and opened again when it breaks. */
export function useLive(account: string, window: string): Live {
  const [live, setLive] = useState(nothing);
  const isVisible = useVisible();

  useEffect(() => {
    if (!isVisible) return;
    setLive((last) => ({ ...last, summary: undefined }));
    const ending = new AbortController();
    void keepOpen(account, window, ending.signal, setLive);
    return () => {
      ending.abort();
      outages.end(name);
    };
  }, [account, window, isVisible]);

  return live;
}

type Set = (next: (last: Live) => Live) => void;

async function keepOpen(account: string, window: string, ending: AbortSignal, set: Set): Promise<void> {
  const path = withQuery('/api/v1/analytics/stream', ['account_id', account], ['window', window]);
  let heard: string | undefined;
  while (!ending.aborted) {
    let reason = Refused.nobody().message;
    try {
      for await (const message of messages(path, ending)) {
        heard = new Date().toISOString();
        if (message.event !== 'stale') outages.end(name);
        set((last) => after(last, message));
      }
    } catch (failure) {
      if (ending.aborted) return;
      if (failure instanceof Refused && !failure.isPassing) return set((last) => ({ ...last, connection: 'away' }));
      if (failure instanceof Refused) reason = failure.message;
    }

    if (ending.aborted) return;
    outages.begin(name, heard, reason);
    set((last) => ({ ...last, connection: 'away' }));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** What is known after a message. */
export function after(last: Live, { event, data }: Message): Live {
  switch (event) {
    case 'summary':
      return { ...last, connection: 'live', summary: JSON.parse(data) as Summary, changes: last.changes + 1 };
    case 'events':
      return { ...last, connection: 'live', events: merged((JSON.parse(data) as { events: LiveEvent[] }).events, last.events) };
    case 'stale':
      outages.begin(name, (JSON.parse(data) as { as_of: string | null }).as_of ?? undefined, 'PostgreSQL cannot be asked now; the last answer is shown.');
      return { ...last, connection: 'stale' };
    default:
      return last;
  }
}

/** After a reconnection the stream begins with events that were shown before. */
function merged(newer: LiveEvent[], older: LiveEvent[]): LiveEvent[] {
  const known = new Set(older.map(keyOf));
  return [...newer.filter((event) => !known.has(keyOf(event))), ...older].slice(0, kept);
}

/** An id counts once a day only. */
export const keyOf = (event: LiveEvent): string => `${event.timestamp} ${event.event_id}`;
