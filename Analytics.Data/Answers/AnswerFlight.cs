namespace Analytics.Data.Answers;

/// <summary>An answer under way, and for a moment after it has landed the answer itself.</summary>
sealed class AnswerFlight
{
    readonly TaskCompletionSource<CachedAnswer> landing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long keptUntil;

    /// <summary>Completes when the answer is there.</summary>
    public Task<CachedAnswer> Answer => landing.Task;

    /// <summary>Whether the answer is there, and may be given again until <see cref="KeptUntil"/>.</summary>
    public bool IsKept => KeptUntil != 0;

    /// <summary>The clock's timestamp; 0 while the answer is under way.</summary>
    public long KeptUntil => Volatile.Read(ref keptUntil);

    public void KeepUntil(long timestamp) => Volatile.Write(ref keptUntil, timestamp);

    public void Land(CachedAnswer answer) => landing.TrySetResult(answer);

    public void Fail(Exception fault)
    {
        landing.TrySetException(fault);

        // All who waited may have left.
        _ = landing.Task.Exception;
    }
}
