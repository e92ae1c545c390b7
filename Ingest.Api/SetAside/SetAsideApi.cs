using Analytics.Contracts;
using Analytics.Data.Accounts;
using Analytics.Data.SetAside;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Broker;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.SetAside;

/// <summary>An account's events that PostgreSQL refused: to be seen, and to be tried again. A replay is asked for here and done by a worker.</summary>
static class SetAsideApi
{
    const int PageLimit = 1_000;
    const int RetryAfterSeconds = 2;

    public static IServiceCollection AddSetAside(this IServiceCollection services) => services.AddSingleton<PostgresSetAsideList>();

    /// <summary><c>/accounts/{account_id}/set-aside</c>, <c>…/{set_aside_id}/replay</c> and <c>…/replay</c>.</summary>
    public static IEndpointRouteBuilder MapSetAside(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapReading().AddEndpointFilter<RouteGroupBuilder, AnswerDeadline>();
        reading.MapGet("/accounts/{account_id}/set-aside", ListAsync).NeedsKey(ApiKeyScopes.Read, AccountFrom.Path);
        reading.MapPost("/accounts/{account_id}/set-aside/{set_aside_id:long}/replay", ReplayOneAsync).NeedsKey(ApiKeyScopes.Admin, AccountFrom.Path);
        reading.MapPost("/accounts/{account_id}/set-aside/replay", ReplayAllAsync).NeedsKey(ApiKeyScopes.Admin, AccountFrom.Path);
        return routes;
    }

    static async Task<Results<JsonHttpResult<SetAsideAnswer>, ProblemHttpResult>> ListAsync(
        AccountInPath account, HttpRequest http, PostgresSetAsideList list, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        var limit = parameters.Number("limit", least: 1, most: PageLimit, otherwise: 50);
        var before = parameters.Number("cursor", least: 0, most: long.MaxValue, otherwise: long.MaxValue);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);
        var page = await list.ReadAsync(accountId, before, (int)limit, cancellation);
        return TypedResults.Json(SetAsideAnswer.Of(page, (int)limit), AnswerJson.Web.SetAsideAnswer);
    }

    static async Task<Results<JsonHttpResult<ReplayAnswer>, ProblemHttpResult, UnavailableProblem>> ReplayOneAsync(
        AccountInPath account, long set_aside_id, PostgresSetAsideList list, BrokerPublisher broker, CancellationToken cancellation)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        if (!await list.HasAsync(accountId, set_aside_id, cancellation)) return Problem.NotFound("No such event is set aside; it may have been replayed.");
        return await RequestAsync(new SetAsideReplayRequested { AccountId = accountId, SetAsideId = set_aside_id }, broker);
    }

    static async Task<Results<JsonHttpResult<ReplayAnswer>, ProblemHttpResult, UnavailableProblem>> ReplayAllAsync(
        AccountInPath account, HttpRequest http, BrokerPublisher broker)
    {
        if (account is not { Id: { } accountId }) return Problem.BadParameter(account.Fault!);
        var parameters = new ParameterReader(http.QueryString.Value);
        var reason = parameters.SqlState("reason");
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);
        return await RequestAsync(new SetAsideReplayRequested { AccountId = accountId, SqlState = reason }, broker);
    }

    static async Task<Results<JsonHttpResult<ReplayAnswer>, ProblemHttpResult, UnavailableProblem>> RequestAsync(
        SetAsideReplayRequested request, BrokerPublisher broker)
    {
        if (await broker.PublishAsync(request) != CommitResult.Confirmed) return Problem.BrokerAway(RetryAfterSeconds);
        return TypedResults.Json(new ReplayAnswer("Replay requested"), AnswerJson.Web.ReplayAnswer, statusCode: StatusCodes.Status202Accepted);
    }
}
