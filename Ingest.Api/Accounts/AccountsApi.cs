using Analytics.Data.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ingest.Api.Accounts;

/// <summary>The routes about accounts.</summary>
static class AccountsApi
{
    // Every answer has 3 s. The waiting ends with it; the driver may take longer to give up.
    static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2.5);

    /// <summary>Adds the reading of account ids from paths; twice is once.</summary>
    public static IServiceCollection AddAccountPaths(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, AccountPaths>());
        return services;
    }

    /// <summary><c>/accounts/sample</c>. An account of that name is not hidden by it: its routes are a segment longer.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapReading().MapGet("/accounts/sample", SampleAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.All);
        return routes;
    }

    static async Task<Results<JsonHttpResult<AccountSampleAnswer>, ProblemHttpResult>> SampleAsync(
        HttpRequest http, PostgresAccounts accounts, TimeProvider clock, CancellationToken cancellation)
    {
        var parameters = new ParameterReader(http.QueryString.Value);
        var limit = parameters.Number("limit", least: 1, most: 100, otherwise: 10);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault.Parameter, fault.Detail);
        using var deadline = new CancellationTokenSource(ReadTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var ids = await accounts.SampleAsync((int)limit, either.Token).WaitAsync(either.Token);
            return TypedResults.Json(new AccountSampleAnswer(ids), AnswerJson.Web.AccountSampleAnswer);
        }
        catch (OperationCanceledException slow) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException("No account ids in time.", slow);
        }
    }
}
