using Analytics.Data.Postgres;

namespace Analytics.Data.Answers;

/// <summary>
/// Bounds the loads of one kind: how many at a time, and how long each may take, the wait for its turn included. One that is left
/// behind keeps its turn until it ends: while the server stands still there are no more of them than turns.
/// </summary>
sealed class AnswerTurns(int limit, TimeSpan timeout, TimeProvider clock) : IDisposable
{
    readonly SemaphoreSlim turns = new(limit);

    /// <exception cref="TimeoutException">It was not done in time.</exception>
    public async Task<Answer> TakeAsync(Func<CancellationToken, Task<Answer>> load)
    {
        using var deadline = new CancellationTokenSource(timeout, clock);
        try
        {
            await turns.WaitAsync(deadline.Token);
            return await BoundedRead.UntilAsync(cancellation => LoadAsync(load, cancellation), deadline.Token);
        }
        catch (OperationCanceledException fault) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {timeout.TotalSeconds} s.", fault);
        }
    }

    public void Dispose() => turns.Dispose();

    async Task<Answer> LoadAsync(Func<CancellationToken, Task<Answer>> load, CancellationToken cancellation)
    {
        try
        {
            return await load(cancellation);
        }
        finally
        {
            turns.Release();
        }
    }
}
