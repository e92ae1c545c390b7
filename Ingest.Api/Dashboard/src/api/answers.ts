/** What the API answers, as /openapi/v1.json has it; only what the page shows. */

export interface Fresh {
  as_of: string;
  source: 'cache' | 'rollup' | 'raw';
  cached: boolean;
  stale: boolean;
}

export interface Figures {
  from: string;
  to: string;
  events: number;
  unique_users: number;
}

export interface Summary extends Fresh, Figures {
  window: string;
  totals: Record<string, number>;
  previous?: Figures;
}

export interface Point {
  start: string;
  events: number;
  unique_users: number;
  types?: Record<string, number>;
}

export interface Series extends Fresh {
  interval: string;
  tz: string;
  from: string;
  to: string;
  points: Point[];
  previous?: { from: string; to: string; points: Point[] };
}

export interface TopItem {
  name: string;
  events: number;
  share: number;
}

export interface Top extends Fresh {
  dimension: string;
  events: number;
  items: TopItem[];
}

export interface StoredEvent {
  event_id: string;
  user_id: string;
  type: string;
  path: string | null;
  timestamp: string;
  received_at: string;
  metadata: Record<string, unknown> | null;
}

export interface EventList extends Fresh {
  events: StoredEvent[];
  next_cursor: string | null;
}

/** An event as the stream shows it. */
export type LiveEvent = Omit<StoredEvent, 'metadata'>;

export interface Ledger {
  received: number;
  stored: number;
  duplicates: number;
  set_aside: number;
  in_flight: number;
  closed: boolean;
  as_of: string;
}

export interface Pipeline extends Ledger {
  oldest_waiting_seconds: number;
  drain_rate: number;
  queue_depth: number;
  error_queue_depth: number;
}

export interface SetAsideEvent {
  set_aside_id: number;
  event_id: string | null;
  user_id: string | null;
  type: string | null;
  path: string | null;
  occurred_at: string;
  metadata: string | null;
  sql_state: string;
  reason: string;
  first_failed_at: string;
  last_failed_at: string;
  attempts: number;
}

export interface SetAsideList {
  set_aside: SetAsideEvent[];
  next_cursor: string | null;
}

export interface Accounts {
  account_ids: string[];
  complete: boolean;
}
