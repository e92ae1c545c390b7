namespace Ingest.Api.Limits;

/// <summary>A token bucket: it fills evenly and holds a burst. Pure but for its lock: whoever takes says what time it is.</summary>
sealed class TokenBucket(double perSecond, int burst, TimeSpan now)
{
    readonly Lock taking = new();
    double tokens = burst;
    TimeSpan filledAt = now;

    /// <summary>
    /// Takes so many, or none. More than a burst is never there: it is taken from a full bucket and leaves it in debt, since at the price of
    /// a burst those who send the largest batches would have no limit.
    /// </summary>
    public BucketAnswer Take(int wanted, TimeSpan now)
    {
        lock (taking)
        {
            Fill(now);
            var needed = Math.Min(wanted, burst);
            var isTaken = tokens >= needed;
            if (isTaken) tokens -= wanted;
            return new BucketAnswer(
                isTaken, burst, (int)Math.Max(tokens, 0), Seconds(burst - tokens), isTaken ? 0 : Math.Max(Seconds(needed - tokens), 1));
        }
    }

    /// <summary>Puts tokens back that were taken; never more than a burst.</summary>
    public void PutBack(int taken, TimeSpan now)
    {
        lock (taking)
        {
            Fill(now);
            tokens = Math.Min(burst, tokens + taken);
        }
    }

    /// <summary>Whether nobody would miss it: a new one is as full.</summary>
    public bool IsFull(TimeSpan now)
    {
        lock (taking)
        {
            Fill(now);
            return tokens >= burst;
        }
    }

    void Fill(TimeSpan now)
    {
        // Two that take at once may read the clock in one order and come here in the other.
        if (now <= filledAt) return;
        tokens = Math.Min(burst, tokens + ((now - filledAt).TotalSeconds * perSecond));
        filledAt = now;
    }

    int Seconds(double missing) => (int)Math.Min(Math.Ceiling(missing / perSecond), int.MaxValue);
}
