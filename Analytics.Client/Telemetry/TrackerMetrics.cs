using System.Diagnostics.Metrics;

namespace Analytics.Client.Telemetry;

/// <summary>A tracker's counts as metrics, under OpenTelemetry names and UCUM units. They are read when somebody asks; tracking pays nothing for them.</summary>
sealed class TrackerMetrics : IDisposable
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "Analytics.Client";

    readonly Meter meter;

    public TrackerMetrics(Tally tally, IMeterFactory? meters)
    {
        meter = meters?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
        meter.CreateObservableCounter("analytics.client.events.tracked", () => tally.Read().Tracked, "{event}", "Calls of Track.");
        meter.CreateObservableCounter("analytics.client.events.sent", () => tally.Read().Sent, "{event}", "Events that the server has on disk.");
        meter.CreateObservableCounter("analytics.client.events.refused", () => tally.Read().Refused, "{event}", "Events at fault themselves.");
        meter.CreateObservableCounter("analytics.client.events.dropped", () => Dropped(tally), "{event}", "Events lost through no fault of theirs, by reason.");
        meter.CreateObservableCounter("analytics.client.batches.retried", () => tally.Read().Retried, "{batch}", "Times that a batch was sent again.");
        meter.CreateObservableUpDownCounter("analytics.client.events.waiting", () => tally.Read().Waiting, "{event}", "Events in the buffer or on the way.");
    }

    // One that came from a factory is the factory's to end, and does nothing here.
    public void Dispose() => meter.Dispose();

    static IEnumerable<Measurement<long>> Dropped(Tally tally) =>
    [
        new(tally.Dropped(DropReason.BufferFull), new KeyValuePair<string, object?>("reason", "buffer_full")),
        new(tally.Dropped(DropReason.RequestRefused), new KeyValuePair<string, object?>("reason", "request_refused")),
        new(tally.Dropped(DropReason.Stopped), new KeyValuePair<string, object?>("reason", "stopped")),
    ];
}
