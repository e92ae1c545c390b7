using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Ingest.Api.Problems;
using Npgsql;

namespace Ingest.Api.Answers;

/// <summary>
/// Around every route that reads: PostgreSQL away is 503 with Retry-After and one log line in a while; a client that went away is
/// nobody's fault. Anything else is a defect and goes on.
/// </summary>
sealed partial class StoreAwayFilter(ILogger<StoreAwayFilter> log, TimeProvider clock) : IEndpointFilter
{
    const int RetryAfterSeconds = 2;

    readonly ILogger<StoreAwayFilter> _log = log;
    readonly LogThrottle _throttle = new(TimeSpan.FromSeconds(10), clock);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (TooCostlyException fault)
        {
            return Problem.TooCostly(RetryAfterSeconds, fault.Message);
        }
        catch (Exception fault) when (StoreAway.IsSaidBy(fault))
        {
            if (_throttle.MaySpeak(out var kept)) Away(fault.GetType().Name, (fault as PostgresException)?.SqlState, kept);
            return Problem.StoreAway(RetryAfterSeconds);
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Summaries cannot be read: {Fault} {SqlState}; {Kept} failures not logged since the last such line")]
    partial void Away(string fault, string? sqlState, long kept);
}
