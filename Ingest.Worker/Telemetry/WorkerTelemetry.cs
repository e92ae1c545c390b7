using Analytics.Data.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Telemetry;

/// <summary>Registers what this host shows of itself.</summary>
static class WorkerTelemetry
{
    const string Service = "analytics-worker";

    /// <summary>The process's, through all hosts that it may have one after another. Made before the first of them.</summary>
    public static TelemetryExport Create(string[] args) =>
        new(WebApplication.CreateSlimBuilder(args).Configuration, Service, WorkerMetrics.MeterName, isScraped: true);

    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetryExport telemetry)
    {
        builder.AddTelemetry(telemetry, Service);
        builder.Services.AddSingleton(telemetry.Meters); // the web server's and the cache's instruments too
        builder.Services.AddSingleton<WorkerMetrics>();
    }

    /// <summary>On the port of the worker's health, which nobody outside reaches either; unless there is a management port.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ManagementOptions>>().Value.Url is { Length: > 0 }) return;
        app.MapGet("/metrics", (HttpContext http, TelemetryExport telemetry) => ManagementServer.ScrapeAsync(http, telemetry));
    }
}
