using Analytics.Data.Accounts;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Summaries;

/// <summary>The routes that answer with a summary: an account's, a site's day, and the overview of all.</summary>
static class SummariesApi
{
    /// <summary>Adds what the routes need beside <see cref="SummariesRegistration.AddSummaries"/>.</summary>
    public static IServiceCollection AddSummariesApi(this IServiceCollection services) => services.AddSingleton<SummaryAnswers>();

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

    static async Task<Results<AnswerResult<SummaryAnswer>, ProblemHttpResult>> AccountSummaryAsync(
        AccountInPath account, HttpRequest http, SummaryAnswers answers, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        var compare = SelectionParameters.Compare(parameters);
        if (SelectionParameters.Read(parameters, accountId) is not { } asked) return Problem.BadParameter(parameters.Fault!);
        return await answers.OfAccountAsync(asked, compare, cancellation);
    }

    static async Task<Results<AnswerResult<StatsAnswer>, ProblemHttpResult>> StatsAsync(
        HttpRequest http, SummaryAnswers answers, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        var site = parameters.Account("site_id", required: true);
        var date = parameters.Date("date");
        if (SelectionParameters.Day(parameters, site, date) is not { } asked) return Problem.BadParameter(parameters.Fault!);
        return await answers.OfDayAsync(asked, date!.Value, cancellation);
    }

    static async Task<Results<AnswerResult<AnalyticsSummaryAnswer>, ProblemHttpResult>> AnalyticsSummaryAsync(
        HttpRequest http, SummaryAnswers answers, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        if (SelectionParameters.InclusiveRange(parameters) is not { } asked) return Problem.BadParameter(parameters.Fault!);
        return await answers.OverviewAsync(asked, cancellation);
    }

    static Task<Results<AnswerResult<AnalyticsSummaryAnswer>, ProblemHttpResult>> OldAnalyticsSummaryAsync(
        HttpRequest http, SummaryAnswers answers, CancellationToken cancellation)
    {
        OldRoute.Announce(http.HttpContext.Response.Headers);
        return AnalyticsSummaryAsync(http, answers, cancellation);
    }
}
