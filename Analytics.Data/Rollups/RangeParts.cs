namespace Analytics.Data.Rollups;

/// <summary>
/// Splits a range of time into few pieces that rollups answer, and ragged ends that raw rows must. A piece of a stretch is taken
/// either by itself or as the whole stretch less the rest of it, whichever has less time behind it: the hour from 12:50 on by its
/// last ten minutes, the hour up to 12:50 as the whole hour less those. Time to come holds next to nothing and weighs nothing.
/// </summary>
static class RangeParts
{
    /// <summary>Of accounts or ranges without hours that have slots.</summary>
    public static readonly IReadOnlyDictionary<DateTime, RollupGrain> NoSlots = new Dictionary<DateTime, RollupGrain>();

    /// <summary>
    /// The pieces from an instant up to but not including another. Instants finer than a microsecond are rounded up, both: events
    /// fall on whole microseconds, so that changes no answer. <paramref name="slots"/> names the shortest grain that an hour, given
    /// by its start, is counted in, where that is shorter than the hour.
    /// </summary>
    public static List<RangePart> Of(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, IReadOnlyDictionary<DateTime, RollupGrain> slots)
    {
        var parts = new List<RangePart>();
        Cover(parts, now.UtcTicks, Up(from.UtcTicks, TimeSpan.TicksPerMicrosecond), Up(to.UtcTicks, TimeSpan.TicksPerMicrosecond), RollupGrain.Day, 1, slots);
        return parts;
    }

    /// <summary>The same where no hour has slots.</summary>
    public static List<RangePart> Of(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) => Of(from, to, now, NoSlots);

    static void Cover(List<RangePart> parts, long now, long from, long to, RollupGrain grain, int sign, IReadOnlyDictionary<DateTime, RollupGrain> slots)
    {
        if (from >= to) return;
        if (grain < RollupGrain.Hour && grain < slots.GetValueOrDefault(RollupGrain.Hour.StartOf(At(from)), RollupGrain.Hour))
        {
            parts.Add(new(null, At(from), At(to), sign));
            return;
        }

        var unit = grain.Length().Ticks;
        var (first, last) = (Up(from, unit), to - (to % unit));
        if (first > last)
        {
            Part(from, to, last);
            return;
        }

        Part(from, first, first - unit);
        if (first < last) parts.Add(new(grain, At(first), At(last), sign));
        Part(last, to, last);

        void Part(long start, long end, long unitStart)
        {
            if (start >= end) return;
            var unitEnd = unitStart + unit;
            if (Weight(unitStart, start) + Weight(end, unitEnd) >= Weight(start, end))
            {
                Cover(parts, now, start, end, grain - 1, sign, slots);
                return;
            }

            parts.Add(new(grain, At(unitStart), At(unitEnd), sign));
            Cover(parts, now, unitStart, start, grain - 1, -sign, slots);
            Cover(parts, now, end, unitEnd, grain - 1, -sign, slots);
        }

        long Weight(long start, long end) => Math.Max(0, Math.Min(end, now) - start);
    }

    static DateTime At(long ticks) => new(ticks, DateTimeKind.Utc);

    static long Up(long ticks, long unit) => ticks + unit - 1 - ((ticks + unit - 1) % unit);
}
