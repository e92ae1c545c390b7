using System.Diagnostics.Metrics;
using Ingest.Api.Events;

namespace Ingest.Api.Telemetry;

/// <summary>
/// What the API counts, under OpenTelemetry names and UCUM units; <c>deploy/OBSERVABILITY.md</c> lists them. A request adds to a number or two, all else is
/// measured by the frame or asked for when somebody scrapes.
/// </summary>
sealed class ApiMetrics
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "Ingest.Api";
    public const string FrameEventsName = "analytics.frame.events";

    /// <summary>Around the time limit of a publish, 1.5 s.</summary>
    static readonly InstrumentAdvice<double> PublishSeconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5] };

    /// <summary>To the limit of a frame, 1,000, and beyond for who raises it.</summary>
    static readonly InstrumentAdvice<int> FrameEvents = new() { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000] };

    /// <summary>To the limit of a frame, 48 kB, and beyond for single events that are larger.</summary>
    static readonly InstrumentAdvice<int> FrameBytes = new() { HistogramBucketBoundaries = [256, 512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 49_152, 65_536, 131_072] };

    readonly Meter meter;
    readonly Counter<long> accepted;
    readonly Counter<long> rejected;
    readonly Counter<long> refused;
    readonly UpDownCounter<int> liveStreams;
    readonly Counter<long> liveLoads;
    readonly Histogram<int> frameEvents;
    readonly Histogram<int> frameSize;
    readonly Histogram<double> publishDuration;
    readonly UpDownCounter<int> framesInFlight;

    public ApiMetrics(IMeterFactory meters)
    {
        meter = meters.Create(MeterName);
        accepted = meter.CreateCounter<long>("analytics.events.accepted", "{event}", "Events that the broker has confirmed.");
        rejected = meter.CreateCounter<long>(
            "analytics.events.rejected", "{event}", "Events that were read and not taken, by reason: refused one by one, or with the whole of their request.");
        refused = meter.CreateCounter<long>("analytics.requests.refused", "{request}", "Requests of which nothing was taken, by reason.");
        liveStreams = meter.CreateUpDownCounter<int>("analytics.live.streams", "{stream}", "Streams that are open.");
        liveLoads = meter.CreateCounter<long>("analytics.live.loads", "{load}", "Summaries read for streams, each for all streams of an account and window.");
        frameEvents = meter.CreateHistogram(FrameEventsName, "{event}", "Events in one published frame.", tags: null, FrameEvents);
        frameSize = meter.CreateHistogram("analytics.frame.size", "By", "Packed bytes of one published frame.", tags: null, FrameBytes);
        publishDuration = meter.CreateHistogram(
            "analytics.publish.duration", "s", "From publishing a frame to the broker's confirm, or to giving it up, by result.", tags: null, PublishSeconds);
        framesInFlight = meter.CreateUpDownCounter<int>("analytics.frames.in_flight", "{frame}", "Frames that await their confirm.");
        BeginAtZero();
    }

    /// <summary>Shows the state of the pipeline to whoever scrapes; what is not known at the time is left out.</summary>
    public void Observe(Func<PipelineState> pipeline)
    {
        meter.CreateObservableGauge("analytics.ledger.in_flight", () => Known(pipeline().InFlight), "{event}", "Events received and not yet stored, known as duplicates or set aside.");
        meter.CreateObservableGauge("analytics.queue.messages", () => Known(pipeline().Messages), "{message}", "Messages that wait in the queue, of any number of events each.");
        meter.CreateObservableGauge("analytics.queue.errors", () => Known(pipeline().Errors), "{message}", "Messages in the error queue.");
        meter.CreateObservableGauge("analytics.queue.oldest.age", () => Known(pipeline().OldestSeconds), "s", "How long the oldest event in flight has waited.");
    }

    /// <summary>A frame leaves for the broker.</summary>
    public void FramePublishing() => framesInFlight.Add(1);

    /// <summary>Measures one frame that was confirmed or given up.</summary>
    public void FramePublished(int events, int bytes, TimeSpan took, CommitResult result)
    {
        framesInFlight.Add(-1);
        if (result == CommitResult.BrokerAway) return; // it was not tried
        frameEvents.Record(events);
        frameSize.Record(bytes);
        publishDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", result == CommitResult.Confirmed ? "confirmed" : "unconfirmed"));
    }

    /// <summary>Counts one request's outcome; <paramref name="problem"/> is null when its events are confirmed.</summary>
    public void Count(ReadBody batch, EventsProblem? problem)
    {
        if (problem is null)
        {
            accepted.Add(batch.EventCount);
        }
        else
        {
            refused.Add(1, Tag(problem.Reason));
            if (batch.EventCount > 0) rejected.Add(batch.EventCount, Tag(problem.Reason));
        }

        if (!rejected.Enabled) return;
        foreach (var rejection in batch.Rejections) rejected.Add(1, Tag(rejection.Reason));
    }

    /// <summary>Counts a request that was refused before anything of it was read.</summary>
    public void Refused(RejectionReason reason) => refused.Add(1, Tag(reason));

    /// <summary>Counts a stream that was opened, 1, or has ended, -1.</summary>
    public void Streams(int more) => liveStreams.Add(more);

    /// <summary>Counts a summary that is read for streams.</summary>
    public void LiveLoad() => liveLoads.Add(1);

    /// <summary>Who asks for an increase would not see the first one of a count that was not there before.</summary>
    void BeginAtZero()
    {
        accepted.Add(0);
        liveStreams.Add(0);
        liveLoads.Add(0);
        framesInFlight.Add(0);
        foreach (var reason in Enum.GetValues<RejectionReason>())
        {
            if (reason == RejectionReason.None) continue;
            rejected.Add(0, Tag(reason));
            refused.Add(0, Tag(reason));
        }
    }

    static IEnumerable<Measurement<T>> Known<T>(T? value)
        where T : struct
    {
        if (value is { } known) yield return new(known);
    }

    static KeyValuePair<string, object?> Tag(RejectionReason reason) => new("reason", Rejections.Row(reason).Code);
}
