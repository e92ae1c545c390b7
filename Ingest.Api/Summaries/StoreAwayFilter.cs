using Analytics.Data.Cache;
using Ingest.Api.Problems;
using Npgsql;

namespace Ingest.Api.Summaries;

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
        catch (Exception fault) when (IsAway(fault))
        {
            if (_throttle.MaySpeak(out var kept)) Away(fault.GetType().Name, (fault as PostgresException)?.SqlState, kept);
            return Problem.StoreAway(http, RetryAfterSeconds);
        }
    }

    /// <summary>
    /// Whether the database cannot answer now. Whatever it refuses counts: the statements here are fixed, so a refusal says that
    /// its schema is not there yet, or that it is stopping, full or failing over; all of that passes, and none is the reader's fault.
    /// </summary>
    public static bool IsAway(Exception fault) => fault is NpgsqlException or TimeoutException or IOException;

    [LoggerMessage(3001, LogLevel.Warning, "Summaries cannot be read: {Fault} {SqlState}; {Kept} failures not logged since the last such line")]
    partial void Away(string fault, string? sqlState, long kept);
}
