using Ingest.Worker.Events;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ingest.Worker.Health;

/// <summary>Whether the process moves (restart it if not), and whether it takes events: attached to the queue, with PostgreSQL behind it.</summary>
static class HealthApi
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", (ProgressWatch progress) => progress.StandsStill
            ? Results.Json(new { status = "stands still" }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Ok(new { status = "ok" }));
        app.MapGet("/health/ready", async (HealthCheckService checks, DatabaseGate gate, CancellationToken cancellation) =>
        {
            var bus = await checks.CheckHealthAsync(check => check.Tags.Contains("masstransit"), cancellation);
            var (broker, postgres) = (bus.Status == HealthStatus.Healthy ? "up" : "down", gate.IsOpen ? "up" : "down");
            var ready = broker == "up" && postgres == "up";
            return Results.Json(
                new { status = ready ? "ready" : "unready", dependencies = new { rabbitmq = new { state = broker }, postgres = new { state = postgres } } },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
    }
}
