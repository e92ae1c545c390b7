namespace Analytics.Data.Answers;

/// <summary>Bounds the loads of one kind: how many at a time, and how long each may take, the wait for its turn included.</summary>
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
            try
            {
                // The driver may take seconds to notice a cancellation when the server is frozen: so the waiting ends as well.
                var loading = load(deadline.Token);
                _ = loading.ContinueWith(
                    static task => _ = task.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                return await loading.WaitAsync(deadline.Token);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException fault) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {timeout.TotalSeconds} s.", fault);
        }
    }

    public void Dispose() => turns.Dispose();
}
