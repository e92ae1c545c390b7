namespace Analytics.Load.Measurements;

/// <summary>
/// So many requests may be under way: an open model sends on while a server stalls, and without a limit would fill this
/// machine's memory and ports. What comes beyond is not sent and counts as failed.
/// </summary>
sealed class InFlightLimit(int limit)
{
    int underWay;

    public int UnderWay => Volatile.Read(ref underWay);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref underWay) <= limit) return true;
        Interlocked.Decrement(ref underWay);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref underWay);
}
