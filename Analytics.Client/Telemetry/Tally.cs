namespace Analytics.Client.Telemetry;

/// <summary>Counts what became of events. Thread-safe.</summary>
sealed class Tally
{
    readonly long[] dropped = new long[Enum.GetValues<DropReason>().Length];
    long tracked;
    long sent;
    long refused;
    long retried;

    public void Track() => Interlocked.Increment(ref tracked);

    public void Send(int events) => Interlocked.Add(ref sent, events);

    public void Refuse(int events) => Interlocked.Add(ref refused, events);

    public void Drop(DropReason reason, int events) => Interlocked.Add(ref dropped[(int)reason], events);

    public void Retry() => Interlocked.Increment(ref retried);

    public long Dropped(DropReason reason) => Interlocked.Read(ref dropped[(int)reason]);

    public EventCounts Read()
    {
        // What became of events before how many there are: else less than none could seem to wait.
        var ends = (Interlocked.Read(ref sent), Interlocked.Read(ref refused), Enum.GetValues<DropReason>().Sum(Dropped));
        return new EventCounts(Interlocked.Read(ref tracked), ends.Item1, ends.Item2, ends.Item3, Interlocked.Read(ref retried));
    }
}
