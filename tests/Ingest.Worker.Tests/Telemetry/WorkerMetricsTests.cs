using System.Diagnostics.Metrics;
using Analytics.Data.Events;
using Analytics.Data.Telemetry;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Worker.Tests.Telemetry;

public sealed class WorkerMetricsTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    readonly TelemetryExport telemetry = new(new ConfigurationBuilder().Build(), "test", WorkerMetrics.MeterName, isScraped: true);
    readonly List<ServiceProvider> hosts = [];

    public void Dispose()
    {
        foreach (var host in hosts) host.Dispose();
        telemetry.Dispose();
    }

    WorkerMetrics Host()
    {
        hosts.Add(new ServiceCollection().AddMetrics().BuildServiceProvider());
        return new WorkerMetrics(hosts[^1].GetRequiredService<IMeterFactory>());
    }

    static EventRow ReceivedBefore(double seconds) => new(default, default, default, default, Now.UtcDateTime, Now.UtcDateTime.AddSeconds(-seconds), null, null);

    [Fact]
    public void An_events_lag_is_from_its_receipt_to_its_commit_and_never_below_zero()
    {
        Host().Appended(new(3, 2), [ReceivedBefore(0.2), ReceivedBefore(7), ReceivedBefore(-1)], TimeSpan.FromSeconds(0.03), Now);
        var text = telemetry.Scrape();
        Assert.Contains("analytics_visibility_lag_seconds_bucket{le=\"0.01\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_visibility_lag_seconds_bucket{le=\"0.25\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_visibility_lag_seconds_bucket{le=\"5\"} 2\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_visibility_lag_seconds_count 3\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_append_duration_seconds_sum 0.03\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_events_stored_total 2\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_events_duplicates_total 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_only_delivered_again_has_no_lag()
    {
        Host().Appended(new(0, 0, Redelivered: 1), [ReceivedBefore(60)], TimeSpan.FromSeconds(0.03), Now);
        Assert.DoesNotContain("analytics_visibility_lag_seconds_count", telemetry.Scrape(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_builds_its_host_anew_goes_on_counting()
    {
        Host().Appended(new(2, 2), [ReceivedBefore(1), ReceivedBefore(1)], TimeSpan.FromSeconds(0.03), Now);
        Host().Appended(new(3, 3), [ReceivedBefore(1)], TimeSpan.FromSeconds(0.03), Now);
        Assert.Contains("analytics_events_stored_total 5\n", telemetry.Scrape(), StringComparison.Ordinal);
    }
}
