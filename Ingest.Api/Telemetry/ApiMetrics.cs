using System.Diagnostics.Metrics;
using Ingest.Api.Events;

namespace Ingest.Api.Telemetry;

/// <summary>What the API counts, under OpenTelemetry names and UCUM units.</summary>
sealed class ApiMetrics
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "Ingest.Api";

    readonly Counter<long> accepted;
    readonly Counter<long> rejected;
    readonly Counter<long> refused;
    readonly UpDownCounter<int> liveStreams;
    readonly Counter<long> liveLoads;
    readonly Histogram<int> frameEvents;
    readonly Histogram<double> confirmDuration;

    public ApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        accepted = meter.CreateCounter<long>("ingest.events.accepted", "{event}", "Events that the broker has confirmed.");
        rejected = meter.CreateCounter<long>("ingest.events.rejected", "{event}", "Events refused one by one, by reason.");
        refused = meter.CreateCounter<long>("ingest.requests.refused", "{request}", "Requests of which nothing was taken, by reason.");
        liveStreams = meter.CreateUpDownCounter<int>("ingest.live.streams", "{stream}", "Streams that are open.");
        liveLoads = meter.CreateCounter<long>("ingest.live.loads", "{load}", "Summaries read for streams, each for all streams of an account and window.");
        frameEvents = meter.CreateHistogram<int>("ingest.frame.events", "{event}", "Events in one published frame.");
        confirmDuration = meter.CreateHistogram<double>("ingest.frame.confirm.duration", "s", "From publishing a frame to the broker's confirm, or to giving it up, by result.");
    }

    /// <summary>Measures one frame that was confirmed or given up.</summary>
    public void FramePublished(int events, TimeSpan took, CommitResult result)
    {
        frameEvents.Record(events);
        confirmDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", result));
    }

    /// <summary>Counts one request's outcome; <paramref name="problem"/> is null when its events are confirmed.</summary>
    public void Count(EventBatch batch, EventsProblem? problem)
    {
        if (problem is null)
            accepted.Add(batch.EventCount);
        else
            refused.Add(1, Tag(problem.Reason));

        if (!rejected.Enabled) return;
        foreach (var rejection in batch.Rejections) rejected.Add(1, Tag(rejection.Reason));
    }

    /// <summary>Counts a request that was refused before anything of it was read.</summary>
    public void Refused(RejectionReason reason) => refused.Add(1, Tag(reason));

    /// <summary>Counts a stream that was opened, 1, or has ended, -1.</summary>
    public void Streams(int more) => liveStreams.Add(more);

    /// <summary>Counts a summary that is read for streams.</summary>
    public void LiveLoad() => liveLoads.Add(1);

    static KeyValuePair<string, object?> Tag(RejectionReason reason) => new("reason", Rejections.Row(reason).Code);
}
