namespace Analytics.Client.Buffering;

/// <summary>
/// Wakes one waiter. The waiter resets it, looks whether there is something to do, and only then waits: whatever is done and set after the
/// reset wakes it, whatever was before it has seen.
/// </summary>
sealed class Wakeup
{
    volatile TaskCompletionSource woken = New();
    int isSet;

    /// <summary>By any thread; costs a read when it is set already.</summary>
    public void Set()
    {
        if (Volatile.Read(ref isSet) == 0 && Interlocked.Exchange(ref isSet, 1) == 0) woken.TrySetResult();
    }

    public void Reset()
    {
        woken = New();

        // A full fence: the waiter's look must not slip before it.
        Interlocked.Exchange(ref isSet, 0);
    }

    /// <summary>Returns when it is set, or after so long.</summary>
    public async Task WaitAsync(TimeSpan limit, TimeProvider clock)
    {
        using var over = new CancellationTokenSource();
        var set = woken.Task;
        await Task.WhenAny(set, Task.Delay(limit, clock, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
