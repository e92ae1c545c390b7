using Analytics.Data.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Parameters;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using RabbitMQ.Client.Exceptions;

namespace Ingest.Api.ErrorQueue;

/// <summary>Messages that no worker could read: to be seen, and to be tried again once the reason is gone.</summary>
static class ErrorQueueApi
{
    const int ReplayLimit = 1_000;
    const int RetryAfterSeconds = 2;

    static readonly TimeSpan AnswerTimeLimit = TimeSpan.FromSeconds(2.5);

    public static IServiceCollection AddErrorQueue(this IServiceCollection services) => services.AddSingleton<RabbitMqErrorQueue>();

    /// <summary><c>/pipeline/errors</c> and <c>/pipeline/errors/replay</c>.</summary>
    public static IEndpointRouteBuilder MapErrorQueue(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pipeline/errors", PeekAsync).NeedsKey(ApiKeyScopes.Admin, AccountFrom.All);
        routes.MapPost("/pipeline/errors/replay", ReplayAsync).NeedsKey(ApiKeyScopes.Admin, AccountFrom.All);
        return routes;
    }

    static async Task<Results<JsonHttpResult<ErrorQueueAnswer>, ProblemHttpResult, UnavailableProblem>> PeekAsync(
        HttpContext http, RabbitMqErrorQueue errors, TimeProvider clock)
    {
        var parameters = new ParameterReader(http.Request.QueryString.Value);
        var limit = parameters.Number("limit", least: 1, most: 100, otherwise: 20);
        if (parameters.Fault is { } fault) return Problem.BadParameter(fault);
        return await AnswerAsync(errors.PeekAsync, (int)limit, answer => TypedResults.Json(answer, AnswerJson.Web.ErrorQueueAnswer), clock);
    }

    static Task<Results<JsonHttpResult<ErrorReplayAnswer>, ProblemHttpResult, UnavailableProblem>> ReplayAsync(RabbitMqErrorQueue errors, TimeProvider clock) =>
        AnswerAsync(errors.ReplayAsync, ReplayLimit, replayed => TypedResults.Json(new ErrorReplayAnswer(replayed), AnswerJson.Web.ErrorReplayAnswer), clock);

    static async Task<Results<JsonHttpResult<TAnswer>, ProblemHttpResult, UnavailableProblem>> AnswerAsync<T, TAnswer>(
        Func<int, CancellationToken, Task<T>> ask, int limit, Func<T, JsonHttpResult<TAnswer>> answer, TimeProvider clock)
    {
        using var deadline = new CancellationTokenSource(AnswerTimeLimit, clock);
        try
        {
            return answer(await ask(limit, deadline.Token).WaitAsync(deadline.Token));
        }
        catch (Exception away) when (away is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            return Problem.BrokerAway(RetryAfterSeconds);
        }
    }
}
