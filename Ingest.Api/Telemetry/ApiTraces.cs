using System.Diagnostics;

namespace Ingest.Api.Telemetry;

/// <summary>
/// The frame's part of a trace. A frame holds the events of many requests and belongs to the first of them, so that a lone request's
/// trace goes on unbroken through the queue; the others are linked. When nobody listens nothing is made.
/// </summary>
static class ApiTraces
{
    public const string SourceName = ApiMetrics.MeterName;

    /// <summary>Of a frame that is larger the rest of the requests are not linked: a span must stay small enough to be sent.</summary>
    public const int LinkLimit = 32;

    static readonly ActivitySource Source = new(SourceName);

    /// <summary>The request that is under way, for the span of the frame that its events will travel in; null when nobody listens.</summary>
    public static Activity? Request => Source.HasListeners() ? Activity.Current : null;

    /// <summary>Around the publish of a frame and its confirm; null when nobody listens.</summary>
    public static Activity? Publish(IEnumerable<Activity?> requests, int events)
    {
        if (!Source.HasListeners()) return null;
        var contexts = requests.OfType<Activity>().Select(request => request.Context).Distinct().Take(LinkLimit + 1).ToList();
        var parent = contexts.FirstOrDefault(context => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded), contexts.FirstOrDefault());
        var links = contexts.Where(context => context != parent).Select(context => new ActivityLink(context));
        var publish = Source.StartActivity("publish frame", ActivityKind.Producer, parent, tags: null, links);
        publish?.SetTag("messaging.system", "rabbitmq").SetTag("analytics.frame.events", events);
        return publish;
    }
}
