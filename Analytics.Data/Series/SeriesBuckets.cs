namespace Analytics.Data.Series;

/// <summary>
/// Cuts a range of time along the calendar of a time zone. A day is as long as it is there: 23 or 25 hours when clocks change. An
/// hour that clocks repeat is two buckets, told apart by their offsets; a midnight that they skip is the first instant after it.
/// </summary>
public static class SeriesBuckets
{
    /// <summary>The buckets that a range touches, in order and without gaps; at most <paramref name="limit"/> + 1 of them, so that too many can be told.</summary>
    public static List<SeriesBucket> Of(DateTimeOffset from, DateTimeOffset to, SeriesInterval interval, TimeZoneInfo zone, int limit)
    {
        var buckets = new List<SeriesBucket>();
        var start = StartAt(from, interval, zone);
        while (start < to && buckets.Count <= limit)
        {
            var next = Next(start, interval, zone);
            buckets.Add(new(start, start < from ? from : start, next < to ? next : to));
            start = next;
        }

        return buckets;
    }

    /// <summary>When the interval that holds an instant began.</summary>
    static DateTimeOffset StartAt(DateTimeOffset instant, SeriesInterval interval, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        if (interval == SeriesInterval.Hour) return HourAt(local);
        var day = local.Date;
        return InstantOf(
            interval switch
            {
                SeriesInterval.Day => day,
                SeriesInterval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
                _ => day.AddDays(1 - day.Day),
            },
            zone);
    }

    static DateTimeOffset Next(DateTimeOffset start, SeriesInterval interval, TimeZoneInfo zone)
    {
        if (interval == SeriesInterval.Hour) return NextHour(start, zone);

        // From the calendar's date: a start that clocks skipped may stand at one o'clock.
        return InstantOf(
            interval switch
            {
                SeriesInterval.Day => start.Date.AddDays(1),
                SeriesInterval.Week => start.Date.AddDays(7),
                _ => start.Date.AddMonths(1),
            },
            zone);
    }

    // Where clocks change by half an hour, an hour's piece before the change is shorter.
    static DateTimeOffset NextHour(DateTimeOffset start, TimeZoneInfo zone)
    {
        var next = TimeZoneInfo.ConvertTime(start.AddHours(1), zone);
        var hour = HourAt(next);
        return hour > start ? hour : next;
    }

    static DateTimeOffset HourAt(DateTimeOffset local) => local.AddTicks(-(local.TimeOfDay.Ticks % TimeSpan.TicksPerHour));

    /// <summary>The first instant at which clocks show a local midnight, or have just skipped it.</summary>
    static DateTimeOffset InstantOf(DateTime midnight, TimeZoneInfo zone)
    {
        // The offsets that hold well before and well after it, wherever on earth. An instant at which one of them holds shows midnight.
        var around = new DateTimeOffset(midnight, TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(around.AddHours(-16)), zone.GetUtcOffset(around.AddHours(14)));
        var (first, second) = before > after ? (before, after) : (after, before);
        if (Shows(first)) return new DateTimeOffset(midnight, first);
        if (Shows(second)) return new DateTimeOffset(midnight, second);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, before), zone);

        bool Shows(TimeSpan offset) => zone.GetUtcOffset(new DateTimeOffset(midnight, offset)) == offset;
    }
}
