using Analytics.Data.Accounts;
using Analytics.Data.Hosting;
using Analytics.Data.Latest;
using Analytics.Data.Ledger;
using Analytics.Data.Selections;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ingest.Api.Live;

/// <summary>The route that goes on answering: an account's summary and latest events, as they change.</summary>
static class LiveApi
{
    static readonly string[] Windows = [.. TimeWindow.All.Select(window => window.Name)];

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSection<LiveOptions>("Live");
        services.AddSingleton<PostgresLatestEvents>();
        services.TryAddSingleton<LoadLatestEvents>(provider => provider.GetRequiredService<PostgresLatestEvents>().ReadAsync);
        services.TryAddSingleton<LoadStoredCounts>(provider => provider.GetRequiredService<PostgresLedger>().ReadStoredAsync);
        services.AddSingleton<LiveReader>();
        services.AddSingleton<LiveHub>();
        services.AddSingleton<ChangeListening>();
        services.AddHostedService<LiveRounds>();
        return services;
    }

    /// <summary><c>/api/v1/analytics/stream</c>.</summary>
    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/analytics/stream", Stream).NeedsKey(ApiKeyScopes.Read, AccountFrom.Query, "account_id");
        return routes;
    }

    static Results<LiveAnswer, ProblemHttpResult> Stream(HttpRequest http, LiveHub hub, IHostApplicationLifetime host)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        var account = parameters.Account("account_id", required: true);
        var window = parameters.OneOf("window", Windows, TimeWindow.Default.Name);
        if (account is null || parameters.Fault is not null) return Problem.BadParameter(parameters.Fault!);
        return new LiveAnswer(hub, new(account, TimeWindow.Named(window)!), host);
    }
}
