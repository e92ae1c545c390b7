namespace Analytics.Load.Seed;

/// <summary>
/// When things happen: little at night, most before and after noon, less at weekends. Made up to look like a web site's days;
/// maps the parts of all events, in order, to instants.
/// </summary>
sealed class DailyRhythm
{
    const double Weekend = 0.6;

    static readonly double[] Hours = [2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 10, 11, 12, 11, 10, 9, 8, 8, 7, 6, 4, 3];

    readonly double[] upTo;
    readonly DateTime from;

    public DailyRhythm(DateTime from, int days)
    {
        this.from = from;
        upTo = new double[days * Hours.Length];
        var sum = 0.0;
        for (var hour = 0; hour < upTo.Length; hour++)
        {
            var day = from.AddDays(hour / Hours.Length).DayOfWeek;
            upTo[hour] = sum += Hours[hour % Hours.Length] * (day is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : 1);
        }

        for (var hour = 0; hour < upTo.Length; hour++) upTo[hour] /= sum;
    }

    /// <summary>The instant by which this part (0 up to 1) of all has happened, to the microsecond.</summary>
    public DateTime At(double part)
    {
        var found = Array.BinarySearch(upTo, part);
        var hour = Math.Min(found < 0 ? ~found : found + 1, upTo.Length - 1);
        var before = hour == 0 ? 0 : upTo[hour - 1];
        var microseconds = (long)((part - before) / (upTo[hour] - before) * TimeSpan.MicrosecondsPerHour);
        return from.AddHours(hour).AddMicroseconds(Math.Clamp(microseconds, 0, TimeSpan.MicrosecondsPerHour - 1));
    }
}
