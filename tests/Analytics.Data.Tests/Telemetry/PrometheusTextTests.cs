using System.Diagnostics.Metrics;
using Analytics.Data.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Analytics.Data.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    readonly Meter meter = new($"test-{Guid.NewGuid():N}");
    readonly PrometheusExporter exporter = new();
    readonly MeterProvider provider;

    public PrometheusTextTests() =>
        provider = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddReader(new BaseExportingMetricReader(exporter)).Build();

    public void Dispose()
    {
        provider.Dispose();
        meter.Dispose();
    }

    [Theory]
    [InlineData("analytics.events.accepted", "{event}", MetricType.LongSum, "analytics_events_accepted_total")]
    [InlineData("analytics.publish.duration", "s", MetricType.Histogram, "analytics_publish_duration_seconds")]
    [InlineData("analytics.frame.size", "By", MetricType.Histogram, "analytics_frame_size_bytes")]
    [InlineData("analytics.frames.in_flight", "{frame}", MetricType.LongSumNonMonotonic, "analytics_frames_in_flight")]
    [InlineData("analytics.queue.oldest.age", "s", MetricType.DoubleGauge, "analytics_queue_oldest_age_seconds")]
    [InlineData("dotnet.process.cpu.time", "s", MetricType.DoubleSum, "dotnet_process_cpu_time_seconds_total")]
    [InlineData("wait.seconds", "s", MetricType.LongSum, "wait_seconds_total")]
    [InlineData("share", "1", MetricType.DoubleGauge, "share_ratio")]
    [InlineData("share", "1", MetricType.DoubleSum, "share_total")]
    [InlineData("rate", "By/s", MetricType.DoubleGauge, "rate_By_s")]
    [InlineData("9 odd--name", "", MetricType.LongGauge, "_odd_name")]
    public void Names_are_as_Prometheus_wants_them(string name, string unit, MetricType type, string wanted) => Assert.Equal(wanted, PrometheusNames.Of(name, unit, type));

    [Fact]
    public void Each_kind_of_instrument_has_its_head_and_its_lines()
    {
        var counter = meter.CreateCounter<long>("b.count", "{thing}", "Things, \\ and\nmore.");
        counter.Add(2, new KeyValuePair<string, object?>("a.kind", "x\"y\\z\n"));
        counter.Add(1, new KeyValuePair<string, object?>("a.kind", true));
        meter.CreateUpDownCounter<double>("c.level").Add(-1.5);
        meter.CreateObservableGauge("d.gauge", () => double.NaN);
        var histogram = meter.CreateHistogram("a.time", "s", "", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        foreach (var value in (double[])[0.25, 0.5, 0.75, 3]) histogram.Record(value);

        Assert.Equal(
            """
            # TYPE a_time_seconds histogram
            a_time_seconds_bucket{le="0.5"} 2
            a_time_seconds_bucket{le="1"} 3
            a_time_seconds_bucket{le="+Inf"} 4
            a_time_seconds_sum 4.5
            a_time_seconds_count 4
            # HELP b_count_total Things, \\ and\nmore.
            # TYPE b_count_total counter
            b_count_total{a_kind="x\"y\\z\n"} 2
            b_count_total{a_kind="true"} 1
            # TYPE c_level gauge
            c_level -1.5
            # TYPE d_gauge gauge
            d_gauge NaN

            """,
            exporter.Scrape());
    }

    [Fact]
    public void Of_two_metrics_that_come_to_one_name_and_differ_in_kind_one_is_shown()
    {
        meter.CreateCounter<long>("same.total").Add(1);
        meter.CreateObservableGauge("same_total", () => 5);
        var text = exporter.Scrape();
        Assert.Single(text.Split('\n'), line => line.StartsWith("# TYPE same_total ", StringComparison.Ordinal));
        Assert.Single(text.Split('\n'), line => line.StartsWith("same_total ", StringComparison.Ordinal));
    }
}
