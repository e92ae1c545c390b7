namespace Ingest.Api.Problems;

/// <summary>
/// Around routes whose work has no deadline of its own: every answer has 3 s, while the driver may take longer to notice that a
/// database stands still. The waiting ends in time, and the work's own token with it.
/// </summary>
sealed class AnswerDeadline(TimeProvider clock) : IEndpointFilter
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    /// <exception cref="TimeoutException">The work took too long; whatever it comes to now, nobody hears of.</exception>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var deadline = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.HttpContext.RequestAborted);
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            if (context.Arguments[i] is CancellationToken) context.Arguments[i] = either.Token;
        }

        try
        {
            return await next(context).AsTask().WaitAsync(either.Token);
        }
        catch (OperationCanceledException slow) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException("No answer from the database in time.", slow);
        }
    }
}
