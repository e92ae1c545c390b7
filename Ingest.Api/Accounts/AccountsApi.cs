using Analytics.Data.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Accounts;

/// <summary>The routes about accounts.</summary>
static class AccountsApi
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddSingleton<PostgresAccounts>().AddAccountPaths();

    /// <summary>Adds the reading of account ids from paths.</summary>
    public static IServiceCollection AddAccountPaths(this IServiceCollection services) => services.AddSingleton<IStartupFilter, AccountPaths>();

    /// <summary><c>/accounts</c> and <c>/accounts/sample</c>. An account of that name is not hidden by it: its routes are a segment longer.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading().AddEndpointFilter<RouteGroupBuilder, AnswerDeadline>();
        reading.MapGet("/accounts", SearchAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Key);
        reading.MapGet("/accounts/sample", SampleAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.All);
        return routes;
    }

    static async Task<Results<JsonHttpResult<AccountsAnswer>, ProblemHttpResult>> SearchAsync(
        HttpContext http, PostgresAccounts accounts, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.Request.QueryString.Value);
        var search = parameters.Text("search") is { Length: > 0 } ? parameters.Account("search", required: false) : "";
        var limit = parameters.Number("limit", least: 1, most: 100, otherwise: 50);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);

        // A key for one account learns its name here, and of no other.
        var found = http.Features.Get<ApiKey>() is { AccountId: { } own }
            ? new AccountsFound(own.Contains(search!, StringComparison.OrdinalIgnoreCase) ? [own] : [], IsComplete: true)
            : await accounts.SearchAsync(search!, (int)limit, cancellation);
        return TypedResults.Json(new AccountsAnswer(found.AccountIds, found.IsComplete), AnswerJson.Web.AccountsAnswer);
    }

    static async Task<Results<JsonHttpResult<AccountSampleAnswer>, ProblemHttpResult>> SampleAsync(
        HttpRequest http, PostgresAccounts accounts, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        var limit = parameters.Number("limit", least: 1, most: 100, otherwise: 10);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);
        return TypedResults.Json(new AccountSampleAnswer(await accounts.SampleAsync((int)limit, cancellation)), AnswerJson.Web.AccountSampleAnswer);
    }
}
