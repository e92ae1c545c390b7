using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Telemetry;

/// <summary>
/// Answers <c>GET /metrics</c> on the management port and nothing else, by a server of its own: so no route of the public port is
/// here and none of this is there, and an address that is taken, or another machine's, costs the measurements, not the host.
/// </summary>
public sealed class ManagementServer(TelemetryExport telemetry, IOptions<ManagementOptions> options, ILogger<ManagementServer> log) : IHostedService
{
    WebApplication? server;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Url is not { Length: > 0 } url) return;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(url);
        builder.Services.AddSingleton(telemetry.Meters);
        var starting = builder.Build();
        starting.Run(AnswerAsync);
        try
        {
            await starting.StartAsync(cancellationToken);
            server = starting;
        }
        catch (Exception refused) when (refused is IOException or SocketException or FormatException or InvalidOperationException)
        {
            DataLog.NotScraped(log, url, refused.Message);
            await starting.DisposeAsync();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (server is not { } stopping) return;
        server = null;
        await stopping.StopAsync(cancellationToken);
        await stopping.DisposeAsync();
    }

    /// <summary>The answer of <c>/metrics</c>, also where a host gives it on another port.</summary>
    public static Task ScrapeAsync(HttpContext http, TelemetryExport telemetry)
    {
        http.Response.ContentType = PrometheusText.ContentType;
        return http.Response.WriteAsync(telemetry.Scrape(), http.RequestAborted);
    }

    Task AnswerAsync(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Path == "/metrics") return ScrapeAsync(http, telemetry);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
