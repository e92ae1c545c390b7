namespace Analytics.Data.Summaries;

/// <summary>
/// Splits a range into what rollups answer and what only raw rows can: whole UTC days, the whole hours before and after them,
/// and the two ragged ends. All from inclusive to exclusive; empty parts have equal ends.
/// <code>
/// From ─raw─ FirstHour ─hours─ FirstDay ─days─ LastDay ─hours─ LastHour ─raw─ To
/// </code>
/// A range without a whole hour in it is raw from end to end: all the inner marks stand at <see cref="To"/>.
/// </summary>
public readonly record struct HourRange
{
    HourRange(DateTime from, DateTime firstHour, DateTime firstDay, DateTime lastDay, DateTime lastHour, DateTime to) =>
        (From, FirstHour, FirstDay, LastDay, LastHour, To) = (from, firstHour, firstDay, lastDay, lastHour, to);

    public DateTime From { get; }

    public DateTime FirstHour { get; }

    public DateTime FirstDay { get; }

    public DateTime LastDay { get; }

    public DateTime LastHour { get; }

    public DateTime To { get; }

    /// <summary>Instants finer than a microsecond are rounded up, both: events fall on whole microseconds, so that changes no answer.</summary>
    public static HourRange Between(DateTimeOffset from, DateTimeOffset to)
    {
        var (start, end) = (Up(from.UtcDateTime, TimeSpan.TicksPerMicrosecond), Up(to.UtcDateTime, TimeSpan.TicksPerMicrosecond));
        var (firstHour, lastHour) = (Up(start, TimeSpan.TicksPerHour), Down(end, TimeSpan.TicksPerHour));
        if (firstHour >= lastHour) return new(start, end, end, end, end, end);
        var (firstDay, lastDay) = (Up(firstHour, TimeSpan.TicksPerDay), Down(lastHour, TimeSpan.TicksPerDay));
        return firstDay < lastDay
            ? new(start, firstHour, firstDay, lastDay, lastHour, end)
            : new(start, firstHour, lastHour, lastHour, lastHour, end);
    }

    static DateTime Down(DateTime utc, long ticks) => new(utc.Ticks - (utc.Ticks % ticks), DateTimeKind.Utc);

    static DateTime Up(DateTime utc, long ticks) => Down(new DateTime(utc.Ticks + ticks - 1, DateTimeKind.Utc), ticks);
}
