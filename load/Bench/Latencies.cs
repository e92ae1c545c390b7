using System.Numerics;

namespace Analytics.Load.Bench;

/// <summary>Counts durations in buckets 3 % wide, from a microsecond up; one a connection, added up at the end.</summary>
sealed class Latencies
{
    // 32 buckets for each doubling, up to 2^36 µs (19 hours).
    const int BucketsPerDoubling = 32;
    readonly long[] counts = new long[BucketsPerDoubling * 32];

    TimeSpan sum;

    public long Count { get; private set; }

    /// <summary>The longest, exactly.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>Exactly; zero when there are none.</summary>
    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : sum / Count;

    public void Add(TimeSpan duration)
    {
        sum += duration;
        Max = duration > Max ? duration : Max;
        counts[Math.Min(BucketOf((long)duration.TotalMicroseconds), counts.Length - 1)]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
        Count += other.Count;
        sum += other.sum;
        Max = other.Max > Max ? other.Max : Max;
    }

    /// <summary>The duration that this part (0 to 1) of all does not exceed, at most 3 % too long. Zero when there are none.</summary>
    public TimeSpan Quantile(double part)
    {
        var rank = (long)Math.Ceiling(part * Count);
        long seen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            seen += counts[i];
            if (seen >= rank && seen > 0)
                return TimeSpan.FromTicks(Math.Min(TopOf(i) * TimeSpan.TicksPerMicrosecond, Max.Ticks));
        }

        return TimeSpan.Zero;
    }

    static int BucketOf(long microseconds)
    {
        if (microseconds < 2 * BucketsPerDoubling)
            return (int)Math.Max(0, microseconds);
        var shift = BitOperations.Log2((ulong)microseconds) - BitOperations.Log2(BucketsPerDoubling);
        return (shift * BucketsPerDoubling) + (int)(microseconds >> shift);
    }

    static long TopOf(int bucket)
    {
        var shift = Math.Max(0, (bucket / BucketsPerDoubling) - 1);
        return ((bucket - (shift * BucketsPerDoubling) + 1L) << shift) - 1;
    }
}
