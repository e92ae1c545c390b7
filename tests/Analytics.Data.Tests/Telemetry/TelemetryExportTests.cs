using System.Diagnostics;
using System.Diagnostics.Metrics;
using Analytics.Data.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Analytics.Data.Tests.Telemetry;

public class TelemetryExportTests
{
    [Fact]
    public void What_goes_nowhere_is_not_even_begun()
    {
        var name = $"test-{Guid.NewGuid():N}";
        using var meter = new Meter(name);
        using var source = new ActivitySource(name);
        var counter = meter.CreateCounter<long>("events");
        using (var nowhere = new TelemetryExport(new ConfigurationBuilder().Build(), "test", name, isScraped: false))
        {
            Assert.False(counter.Enabled);
            Assert.False(source.HasListeners());
            Assert.Equal("", nowhere.Scrape());
        }

        using (var scraped = new TelemetryExport(new ConfigurationBuilder().Build(), "test", name, isScraped: true))
        {
            Assert.True(counter.Enabled);
            Assert.False(source.HasListeners());
            counter.Add(3);
            Assert.Contains("events_total 3\n", scraped.Scrape(), StringComparison.Ordinal);
        }

        var sent = new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]).Build();
        using var exporting = new TelemetryExport(sent, "test", name, isScraped: false);
        Assert.True(counter.Enabled);
        Assert.True(source.HasListeners());
    }
}
