using Analytics.Data.Accounts;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Summaries;

/// <summary>The routes that answer with a summary: an account's, a site's day, and the overview of all.</summary>
static class SummariesApi
{
    /// <summary>Adds what the routes need beside <see cref="SummariesRegistration.AddSummaries"/>.</summary>
    public static IServiceCollection AddSummariesApi(this IServiceCollection services)
    {
        services.AddSingleton<StoreAwayFilter>();
        services.AddAccountPaths();
        return services;
    }

    /// <summary>
    /// <c>/accounts/{account_id}/summary</c>, <c>/stats</c>, <c>/api/v1/analytics/summary</c> and its predecessor
    /// <c>/api/analytics/summary</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapSummaries(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading();
        reading.MapGet("/accounts/{account_id}/summary", AccountSummaryAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        reading.MapGet("/stats", StatsAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Query, "site_id");
        reading.MapGet("/api/v1/analytics/summary", AnalyticsSummaryAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Query, "account_id");
        reading.MapGet("/api/analytics/summary", OldAnalyticsSummaryAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Query, "account_id");
        return routes;
    }

    /// <summary>A group of routes that read the database, and so may answer 503.</summary>
    public static RouteGroupBuilder MapReading(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup("").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        reading.AddEndpointFilter(routes.ServiceProvider.GetRequiredService<StoreAwayFilter>());
        return reading;
    }

    static async Task<Results<JsonHttpResult<SummaryAnswer>, ProblemHttpResult>> AccountSummaryAsync(
        AccountInPath account, HttpRequest http, CachedSummaries summaries, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Refused(account.Fault);
        var parameters = new ParameterReader(http.QueryString.Value);
        if (SelectionParameters.WindowOrRange(parameters, accountId) is not { } request) return Refused(parameters.Fault);
        var read = await summaries.ReadAsync(request, cancellation);
        return TypedResults.Json(SummaryAnswer.Of(request, read), AnswerJson.Web.SummaryAnswer);
    }

    static async Task<Results<JsonHttpResult<StatsAnswer>, ProblemHttpResult>> StatsAsync(
        HttpRequest http, CachedSummaries summaries, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        var site = parameters.Account("site_id", required: true);
        var date = parameters.Date("date");
        if (SelectionParameters.Day(parameters, site, date) is not { } request) return Refused(parameters.Fault);
        var read = await summaries.ReadAsync(request, cancellation);
        return TypedResults.Json(StatsAnswer.Of(site!, date!.Value, read.Summary), AnswerJson.Web.StatsAnswer);
    }

    static async Task<Results<JsonHttpResult<AnalyticsSummaryAnswer>, ProblemHttpResult>> AnalyticsSummaryAsync(
        HttpRequest http, CachedSummaries summaries, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        if (SelectionParameters.InclusiveRange(parameters) is not { } request) return Refused(parameters.Fault);
        var read = await summaries.ReadAsync(request, cancellation);
        return TypedResults.Json(AnalyticsSummaryAnswer.Of(read), AnswerJson.Web.AnalyticsSummaryAnswer);
    }

    static Task<Results<JsonHttpResult<AnalyticsSummaryAnswer>, ProblemHttpResult>> OldAnalyticsSummaryAsync(
        HttpRequest http, CachedSummaries summaries, CancellationToken cancellation)
    {
        OldRoute.Announce(http.HttpContext.Response.Headers);
        return AnalyticsSummaryAsync(http, summaries, cancellation);
    }

    static ProblemHttpResult Refused(BadParameter? fault) => Problem.BadParameter(fault!.Parameter, fault.Detail);
}
