using System.Diagnostics.Metrics;

namespace Analytics.Client.Tests.Telemetry;

public sealed class TrackerMetricsTests
{
    [Fact]
    public async Task The_counts_are_metrics_that_anybody_may_read()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) => batch.Number == 1
            ? PlayedApi.AcceptAsync(context, batch.Count - 1, PlayedApi.Rejection(0, "too_long", "user_id"))
            : PlayedApi.RefuseAsync(context, 401));
        using var meters = new OwnMeters();
        await using var tracker = new EventTracker(Some.Options(api.Address), meters: meters);
        tracker.TrackMany(5);
        await tracker.FlushedAsync();
        tracker.TrackMany(2);
        await tracker.FlushedAsync();
        tracker.TrackMany(1);

        var read = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, meters.Made)) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => read[instrument.Name + (tags.IsEmpty ? "" : $" {tags[0].Value}")] = value);
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal("Analytics.Client", meters.Made!.Name);
        Assert.Equal(
            [
                ("analytics.client.batches.retried", 0L),
                ("analytics.client.events.dropped buffer_full", 0),
                ("analytics.client.events.dropped request_refused", 2),
                ("analytics.client.events.dropped stopped", 0),
                ("analytics.client.events.refused", 1),
                ("analytics.client.events.sent", 4),
                ("analytics.client.events.tracked", 8),
                ("analytics.client.events.waiting", 1),
            ],
            read.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    sealed class OwnMeters : IMeterFactory
    {
        public Meter? Made { get; private set; }

        public Meter Create(MeterOptions options) => Made = new Meter(options);

        public void Dispose() => Made?.Dispose();
    }
}
