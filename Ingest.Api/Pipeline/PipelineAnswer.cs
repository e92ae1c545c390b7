namespace Ingest.Api.Pipeline;

/// <summary>
/// Answer of <c>GET /pipeline</c>. Counts are events, and <c>received = stored + duplicates + set_aside + in_flight</c>; the two
/// queues' depths are messages, of any number of events each. <c>oldest_waiting_seconds</c> is exact to a second;
/// <c>drain_rate</c> is events a second that came out of the queue in the last ten.
/// </summary>
sealed record PipelineAnswer(
    long Received,
    long Stored,
    long Duplicates,
    long SetAside,
    long InFlight,
    bool Closed,
    double OldestWaitingSeconds,
    double DrainRate,
    uint QueueDepth,
    uint ErrorQueueDepth,
    DateTimeOffset AsOf);
