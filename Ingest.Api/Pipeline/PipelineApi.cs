using Analytics.Data.Accounts;
using Analytics.Data.Ledger;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Broker;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Pipeline;

/// <summary>The ledger, of all accounts with the state of the queue, and of one.</summary>
static class PipelineApi
{
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLedger(configuration);
        services.AddSingleton<ReceivedCounter>();
        services.AddSingleton<ReceivedFlush>();
        services.AddHostedService(provider => provider.GetRequiredService<ReceivedFlush>());
        services.AddSingleton<PipelineMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<PipelineMonitor>());
        return services;
    }

    /// <summary><c>/pipeline</c> and <c>/accounts/{account_id}/pipeline</c>.</summary>
    public static IEndpointRouteBuilder MapPipeline(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading().AddEndpointFilter<RouteGroupBuilder, AnswerDeadline>();
        reading.MapGet("/pipeline", PipelineAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.All);
        reading.MapGet("/accounts/{account_id}/pipeline", AccountPipelineAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        return routes;
    }

    static async Task<Results<JsonHttpResult<PipelineAnswer>, ProblemHttpResult>> PipelineAsync(
        ReceivedFlush flush, PipelineMonitor monitor, BrokerMonitor broker, CancellationToken cancellation)
    {
        await flush.WriteAsync(cancellation);
        await monitor.LookAsync(cancellation);
        if (monitor.Last is not { } last) throw new TimeoutException("PostgreSQL was not there yet.");
        var (balance, (waiting, errors)) = (last.Sample.Balance, broker.Depth);
        return TypedResults.Json(
            new PipelineAnswer(
                balance.Received,
                balance.Stored,
                balance.Duplicates,
                balance.SetAside,
                balance.InFlight,
                balance.InFlight == 0,
                Math.Round(last.OldestWaiting.TotalSeconds, 1),
                Math.Round(last.DrainRate, 1),
                waiting,
                errors,
                last.Sample.At),
            AnswerJson.Web.PipelineAnswer);
    }

    static async Task<Results<JsonHttpResult<AccountPipelineAnswer>, ProblemHttpResult>> AccountPipelineAsync(
        AccountInPath account, ReceivedFlush flush, PostgresLedger ledger, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        await flush.WriteAsync(cancellation);
        var asOf = clock.GetUtcNow();
        var balance = await ledger.ReadAsync(accountId, cancellation);
        return TypedResults.Json(AccountPipelineAnswer.Of(accountId, balance, asOf), AnswerJson.Web.AccountPipelineAnswer);
    }
}
