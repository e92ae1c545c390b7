using System.Collections.Concurrent;

namespace Ingest.Api.Limits;

/// <summary>
/// A bucket for each name, as many as are in use and never more than a limit: when strangers make up names faster than buckets fill
/// up again, those without a bucket of their own share one. Memory is bounded, and who was there before keeps what is his.
/// </summary>
sealed class Buckets
{
    /// <summary>At some 150 bytes each, 15 MB.</summary>
    public const int NameLimit = 100_000;

    static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, TokenBucket> byName = new(StringComparer.Ordinal);
    readonly double perSecond;
    readonly int burst;
    readonly int nameLimit;
    readonly TimeProvider clock;
    readonly long began;
    readonly TokenBucket shared;
    long sweptAt = -SweepInterval.Ticks;

    public Buckets(int perMinute, int burst, TimeProvider clock, int nameLimit = NameLimit)
    {
        (perSecond, this.burst, this.clock, this.nameLimit) = (perMinute / 60.0, burst, clock, nameLimit);
        began = clock.GetTimestamp();
        shared = new TokenBucket(perSecond, burst, Now);
    }

    /// <summary>How many names have a bucket.</summary>
    public int Count => byName.Count;

    TimeSpan Now => clock.GetElapsedTime(began);

    public BucketAnswer Take(string name, int wanted)
    {
        var now = Now;
        if (!byName.TryGetValue(name, out var bucket)) bucket = Add(name, now);
        return bucket.Take(wanted, now);
    }

    /// <summary>Gives back what was taken for nothing.</summary>
    public void PutBack(string name, int taken) => byName.GetValueOrDefault(name, shared).PutBack(taken, Now);

    TokenBucket Add(string name, TimeSpan now)
    {
        if (byName.Count >= nameLimit) Sweep(now);
        return byName.Count >= nameLimit ? shared : byName.GetOrAdd(name, _ => new TokenBucket(perSecond, burst, now));
    }

    /// <summary>Forgets full buckets, at most once a second: it looks at all of them.</summary>
    void Sweep(TimeSpan now)
    {
        var last = Volatile.Read(ref sweptAt);
        if (now.Ticks - last < SweepInterval.Ticks || Interlocked.CompareExchange(ref sweptAt, now.Ticks, last) != last) return;
        foreach (var (name, bucket) in byName)
        {
            if (bucket.IsFull(now)) byName.TryRemove(name, out _);
        }
    }
}
