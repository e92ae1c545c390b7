using Analytics.Data.Cache;
using Analytics.Data.Events;
using Analytics.Data.Telemetry;
using Ingest.Worker.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Worker.Tests.Telemetry;

public sealed class WorkerMetricsTests : IAsyncDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    readonly TelemetryExport telemetry = new(new ConfigurationBuilder().Build(), "test", WorkerMetrics.MeterName, isScraped: true);
    readonly List<WebApplication> hosts = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts) await host.DisposeAsync();
        telemetry.Dispose();
    }

    /// <summary>The measurements of a worker's host, which has a cache as well.</summary>
    WorkerMetrics Host()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddTelemetry(telemetry);
        builder.Services.AddSingleton<CacheMetrics>();
        hosts.Add(builder.Build());
        hosts[^1].Services.GetRequiredService<CacheMetrics>();
        return hosts[^1].Services.GetRequiredService<WorkerMetrics>();
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_builds_its_host_anew_goes_on_counting(bool beginsAnewBeforeTheFirstIsGone)
    {
        Host().Appended(new(2, 2), [ReceivedBefore(1), ReceivedBefore(1)], TimeSpan.FromSeconds(0.03), Now);
        if (!beginsAnewBeforeTheFirstIsGone) await hosts[0].DisposeAsync();
        var second = Host();
        if (beginsAnewBeforeTheFirstIsGone) await hosts[0].DisposeAsync();
        telemetry.Scrape(); // which forgets what is gone
        second.Appended(new(3, 3), [ReceivedBefore(1)], TimeSpan.FromSeconds(0.03), Now);

        var text = telemetry.Scrape();
        Assert.Contains("analytics_events_stored_total 5\n", text, StringComparison.Ordinal);
        Assert.Contains("analytics_cache_requests_total{result=\"hit\"} 0\n", text, StringComparison.Ordinal);
    }
}
