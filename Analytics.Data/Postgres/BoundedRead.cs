namespace Analytics.Data.Postgres;

/// <summary>
/// Waits for a read no longer than it may take. To cancel it is not enough: Npgsql sends the server a request on another connection
/// and holds whoever cancels until that is answered, 4 s when the server stands still; what else hangs on the same token, the end of
/// the waiting too, has to wait as long. So the waiting ends first, and a thread of its own cancels what is left behind.
/// </summary>
public static class BoundedRead
{
    /// <summary>
    /// What a read comes to within a time. One that is left behind ends by itself, with its connection, and nobody hears of its fault;
    /// what it must give back, such as a turn, it gives back in <paramref name="read"/>.
    /// </summary>
    /// <exception cref="TimeoutException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">Whoever waited left.</exception>
    public static async Task<T> WithinAsync<T>(TimeSpan limit, TimeProvider clock, Func<CancellationToken, Task<T>> read, CancellationToken leaving)
    {
        var ending = new CancellationTokenSource();
        var reading = read(ending.Token);
        try
        {
            return await reading.WaitAsync(limit, clock, leaving);
        }
        finally
        {
            _ = EndAsync(reading, ending);
        }
    }

    /// <summary>As <see cref="WithinAsync"/>, without another limit than the token's.</summary>
    public static Task<T> UntilAsync<T>(Func<CancellationToken, Task<T>> read, CancellationToken end) =>
        WithinAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, read, end);

    static async Task EndAsync(Task reading, CancellationTokenSource ending)
    {
        if (!reading.IsCompleted)
        {
            var cancelling = Task.Factory.StartNew(ending.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }
}
