using Analytics.Data.Postgres;

namespace Ingest.Api.Problems;

/// <summary>
/// Around routes whose work has no deadline of its own: every answer has 3 s, while the driver may take longer to notice that a
/// database stands still. The waiting ends in time, and the work's own token with it.
/// </summary>
sealed class AnswerDeadline(TimeProvider clock) : IEndpointFilter
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    /// <exception cref="TimeoutException">The work took too long; whatever it comes to now, nobody hears of.</exception>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await BoundedRead.WithinAsync(Limit, clock, cancellation => AnswerAsync(context, next, cancellation), context.HttpContext.RequestAborted);

    static Task<object?> AnswerAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, CancellationToken cancellation)
    {
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            if (context.Arguments[i] is CancellationToken) context.Arguments[i] = cancellation;
        }

        return next(context).AsTask();
    }
}
