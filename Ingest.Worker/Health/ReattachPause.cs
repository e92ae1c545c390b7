namespace Ingest.Worker.Health;

/// <summary>How long events may seem stuck before the worker attaches anew: twice as long each time that it did not help. Outlives the hosts of a process.</summary>
sealed class ReattachPause
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public TimeSpan Current { get; private set; } = First;

    public void Double() => Current = TimeSpan.FromTicks(Math.Min(Current.Ticks * 2, Longest.Ticks));

    /// <summary>Nothing is in flight: whatever was stuck is not any more.</summary>
    public void Reset() => Current = First;
}
