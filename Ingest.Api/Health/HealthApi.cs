using Analytics.Data.Cache;
using Analytics.Data.Hosting;
using Analytics.Data.Postgres;
using Ingest.Api.Requests;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Health;

/// <summary>
/// Whether the process lives, which asks nobody, and whether it can do its work, which asks its dependencies. A process must not
/// be restarted because a database is away: only <c>/health/ready</c> looks at those.
/// </summary>
static class HealthApi
{
    /// <summary>Adds readiness, relief for a pool whose threads are held, and the probes of PostgreSQL and Redis. Whoever adds the bus adds its <see cref="DependencyProbe"/>.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton(provider => StoreProbes.Postgres(provider.GetRequiredService<AccountReader>()));
        services.AddSingleton(provider => StoreProbes.Redis(provider.GetRequiredService<RedisCache>()));
        services.AddSingleton<Readiness>();
        services.AddHostedService<ThreadRelief>();
        services.AddSection<DrainingOptions>("Draining");
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
        return services;
    }

    /// <summary><c>/health</c>, <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/health", GetOrHead.Methods, Live).NeedsNoKey();
        routes.MapMethods("/health/live", GetOrHead.Methods, Live).NeedsNoKey();
        routes.MapMethods("/health/ready", GetOrHead.Methods, ReadyAsync).NeedsNoKey();
        return routes;
    }

    static JsonHttpResult<HealthAnswer> Live() => TypedResults.Json(HealthAnswer.Ok, HealthJson.Default.HealthAnswer);

    static async Task<JsonHttpResult<ReadinessReport>> ReadyAsync(
        HttpResponse response, Readiness readiness, Draining draining, CancellationToken cancellation)
    {
        var report = draining.HasBegun ? ReadinessReport.Stopping : await readiness.ReportAsync(cancellation);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            report,
            HealthJson.Default.ReadinessReport,
            statusCode: report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
