using System.Diagnostics.Metrics;
using System.Reflection;
using Analytics.Data.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Analytics.Data.Telemetry;

/// <summary>
/// Where a process's measurements and traces go: to whoever scrapes, and by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a receiver; OpenTelemetry's
/// other variables count as everywhere. What goes nowhere is not begun, so that it costs nothing: without a receiver no span is made, and
/// without a scraper either nothing is added up. One for a process, made before the instruments are, so that they begin at 0.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>What ASP.NET Core counts by, and 300 ms, which is promised of a kept answer.</summary>
    static readonly double[] RequestSeconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 3, 5, 7.5, 10];

    /// <summary>
    /// Most combinations of labels of one instrument; more are counted together, marked as overflow. OpenTelemetry keeps room for 2,000 from the start,
    /// which is 170 kB an instrument and was 15 MB a process; of ours the reasons of a refusal are the most, some fifty.
    /// </summary>
    const int CardinalityLimit = 200;

    /// <summary>Of the one that has routes and statuses in it.</summary>
    const int RequestCardinalityLimit = 2_000;

    /// <summary>Meters beside the host's own: the cache, the web server, the drivers and the runtime.</summary>
    static readonly string[] SharedMeters =
    [
        CacheMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "MassTransit", "Npgsql", "System.Runtime",
    ];

    readonly ServiceProvider instruments = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly PrometheusExporter? scraped;
    readonly MeterProvider? meters;
    readonly TracerProvider? traces;

    /// <param name="configuration">The host's, with the environment in it.</param>
    /// <param name="service">The name unless <c>OTEL_SERVICE_NAME</c> says another; also of the host's own meter and activity source.</param>
    /// <param name="host">The name of the host's meter and activity source.</param>
    /// <param name="isScraped">Whether <see cref="Scrape"/> will be called.</param>
    public TelemetryExport(IConfiguration configuration, string service, string host, bool isScraped)
    {
        var isSent = IsSent(configuration);
        if (isScraped || isSent)
        {
            var measuring = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(resource => Describe(resource, service))
                .AddMeter([host, .. SharedMeters])
                .AddView(ViewOf);
            if (isScraped) measuring.AddReader(new BaseExportingMetricReader(scraped = new PrometheusExporter()));
            if (isSent) measuring.AddOtlpExporter();
            meters = measuring.Build();
        }

        if (!isSent) return;
        traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => Describe(resource, service))
            .AddSource(host, StoreTraces.SourceName, "Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>
    /// Makes instruments that live as long as this. For hosts that another may take the place of: a host's own instruments would go with it, and what
    /// the next one counts under their names would go too, or begin again at 0. Not for those that ask the host for what they show.
    /// </summary>
    public IMeterFactory Meters => instruments.GetRequiredService<IMeterFactory>();

    /// <summary>Adds the log lines of a host to what goes out by OTLP, scopes and all; nothing when there is no receiver.</summary>
    public static void AddLogs(ILoggingBuilder logging, IConfiguration configuration, string service)
    {
        if (!IsSent(configuration)) return;
        logging.AddOpenTelemetry(lines =>
        {
            lines.IncludeScopes = true;
            lines.IncludeFormattedMessage = true;
            lines.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), service));
            lines.AddOtlpExporter();
        });
    }

    /// <summary>What all instruments say now, in Prometheus' text format; empty when it was said that nobody would ask.</summary>
    public string Scrape() => scraped?.Scrape() ?? "";

    public void Dispose()
    {
        traces?.Dispose();
        meters?.Dispose();
        instruments.Dispose();
    }

    static MetricStreamConfiguration ViewOf(Instrument instrument) => instrument.Name == "http.server.request.duration"
        ? new ExplicitBucketHistogramConfiguration { Boundaries = RequestSeconds, CardinalityLimit = RequestCardinalityLimit }
        : new MetricStreamConfiguration { CardinalityLimit = CardinalityLimit };

    static bool IsSent(IConfiguration configuration) => !string.IsNullOrEmpty(configuration[OtlpEndpoint]);

    /// <summary>The environment comes last, so that it has the last word.</summary>
    static ResourceBuilder Describe(ResourceBuilder resource, string service) => resource
        .AddService(service, serviceVersion: typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddEnvironmentVariableDetector();
}
