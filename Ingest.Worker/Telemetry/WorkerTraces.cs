using System.Diagnostics;

namespace Ingest.Worker.Telemetry;

/// <summary>
/// The batch's part of a trace. A batch holds several frames and belongs to the first, so that a lone event's trace goes on unbroken to its
/// commit; the others are linked. When nobody listens nothing is made.
/// </summary>
static class WorkerTraces
{
    public const string SourceName = WorkerMetrics.MeterName;

    /// <summary>More than a batch holds by default, which is 48 messages; of a larger one the rest are not linked.</summary>
    public const int LinkLimit = 64;

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>Where to gather what a batch is linked with; null when nobody listens.</summary>
    public static BatchOrigins? Origins() => Source.HasListeners() ? new() : null;

    /// <summary>Around the storing of a batch, the wait for PostgreSQL and all tries included; null when nobody listens.</summary>
    public static Activity? Append(BatchOrigins? origins, int events)
    {
        if (origins is null) return null;
        var first = origins.Spans is [var span, ..] ? span : default;
        var links = origins.Spans.Skip(1).Take(LinkLimit).Select(other => new ActivityLink(other));
        var append = Source.StartActivity("append batch", ActivityKind.Consumer, first, tags: null, links);
        return append?.SetTag("messaging.system", "rabbitmq").SetTag("analytics.batch.events", events);
    }
}
