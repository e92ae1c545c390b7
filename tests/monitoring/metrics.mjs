// The metrics that there are, by the name under which Prometheus has them. A rule or a plot over any other would be silent for ever.
export const known = new Set([
  // Ingest.Api
  'analytics_events_accepted_total',
  'analytics_events_rejected_total',
  'analytics_publish_duration_seconds',
  'analytics_frames_in_flight',
  'analytics_cache_requests_total',
  'analytics_ledger_in_flight',
  'analytics_queue_messages',
  // Ingest.Worker
  'analytics_append_duration_seconds',
  'analytics_events_stored_total',
  'analytics_events_duplicates_total',
  'analytics_events_set_aside_total',
  'analytics_visibility_lag_seconds',
  // ASP.NET Core
  'http_server_request_duration_seconds',
  // .NET (meter System.Runtime)
  'dotnet_process_memory_working_set_bytes',
  'dotnet_process_cpu_time_seconds_total',
  'dotnet_gc_pause_time_seconds_total',
  'dotnet_thread_pool_queue_length_total',
  // Prometheus and node_exporter
  'up',
  'node_filesystem_avail_bytes',
  'node_filesystem_size_bytes',
]);

const words = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/** The metrics that an expression of PromQL names; a histogram by its own name. Recorded ones hold a colon and are left out. */
export function metricsOf(expression) {
  const bare = expression
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  return [...bare.matchAll(/(?<![\w.])[A-Za-z_:][\w:]*\b(?!\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !words.has(name) && !name.includes(':'))
    .map((name) => name.replace(/_(bucket|count|sum)$/, ''));
}
