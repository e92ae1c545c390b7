using Analytics.Data.Telemetry;
using Ingest.Api.Broker;
using Ingest.Api.Pipeline;

namespace Ingest.Api.Telemetry;

/// <summary>Registers what this host shows of itself.</summary>
static class ApiTelemetry
{
    const string Service = "analytics-api";

    /// <summary>Several looks that are late; what is older says nothing about now.</summary>
    static readonly TimeSpan LookAgeLimit = TimeSpan.FromSeconds(10);

    /// <summary>First of all, before any instrument is made. The caller disposes what it returns, which sends what is left.</summary>
    public static TelemetryExport AddTelemetry(this WebApplicationBuilder builder)
    {
        var isScraped = !string.IsNullOrEmpty(builder.Configuration["Management:Url"]);
        var telemetry = new TelemetryExport(builder.Configuration, Service, ApiMetrics.MeterName, isScraped);
        builder.AddTelemetry(telemetry, Service);
        builder.Services.AddSingleton<ApiMetrics>();
        return telemetry;
    }

    /// <summary>Shows the pipeline as its monitors last saw it: a scrape asks no server anything.</summary>
    public static void UseTelemetry(this WebApplication app)
    {
        var (ledger, broker) = (app.Services.GetRequiredService<PipelineMonitor>(), app.Services.GetRequiredService<BrokerMonitor>());
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Services.GetRequiredService<ApiMetrics>().Observe(() => StateOf(ledger, broker, clock));
    }

    static PipelineState StateOf(PipelineMonitor ledger, BrokerMonitor broker, TimeProvider clock)
    {
        var look = ledger.Last is { } last && clock.GetUtcNow() - last.Sample.At < LookAgeLimit ? last : ((PipelineSample Sample, double, TimeSpan OldestWaiting)?)null;
        var depth = broker.Trouble is null ? broker.Depth : ((uint Waiting, uint Errors)?)null;
        return new(look?.Sample.Balance.InFlight, depth?.Waiting, depth?.Errors, look?.OldestWaiting.TotalSeconds);
    }
}
