using Analytics.Data.Answers;
using Analytics.Data.Postgres;
using Analytics.Data.Telemetry;
using Ingest.Api.Problems;
using Ingest.Api.Telemetry;
using Npgsql;

namespace Ingest.Api.Answers;

/// <summary>
/// Around every route that reads: PostgreSQL away is 503 with Retry-After and one log line in a while; a client that went away is
/// nobody's fault. Anything else is a defect and goes on.
/// </summary>
sealed class StoreAwayFilter(ILogger<StoreAwayFilter> log, TimeProvider clock) : IEndpointFilter
{
    const int RetryAfterSeconds = 2;

    readonly ILogger<StoreAwayFilter> log = log;
    readonly LogThrottle throttle = new(TimeSpan.FromSeconds(10), clock);

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
            if (throttle.MaySpeak(out var kept)) ApiLog.StoreAway(log, fault.GetType().Name, (fault as PostgresException)?.SqlState, kept);
            return Problem.StoreAway(RetryAfterSeconds);
        }
    }
}
