using Analytics.Data.Series;

namespace Analytics.Data.Tests.Series;

public sealed class SeriesBucketsTests
{
    [Theory]
    [InlineData("Europe/Paris", "2026-03-29T00:00:00+01:00", 23)] // clocks go forward
    [InlineData("Europe/Paris", "2026-10-25T00:00:00+02:00", 25)] // and back
    [InlineData("Europe/Paris", "2026-06-01T00:00:00+02:00", 24)]
    [InlineData("America/Santiago", "2026-09-06T01:00:00-03:00", 23)] // they skip midnight itself
    [InlineData("America/Havana", "2025-11-02T00:00:00-04:00", 25)]
    [InlineData("Asia/Kolkata", "2026-06-01T00:00:00+05:30", 24)]
    [InlineData("Australia/Lord_Howe", "2026-04-05T00:00:00+11:00", 24.5)]
    [InlineData("UTC", "2026-02-28T00:00:00+00:00", 24)]
    public void A_day_is_as_long_as_it_is_there(string zone, string start, double hours)
    {
        var at = DateTimeOffset.Parse(start);
        var buckets = Of(at, at.AddHours(hours + 1), SeriesInterval.Day, zone);
        Assert.Equal(2, buckets.Count);
        Assert.Equal((at, at.Offset), (buckets[0].Start, buckets[0].Start.Offset));
        Assert.Equal(hours, (buckets[1].Start - buckets[0].Start).TotalHours);
    }

    [Fact]
    public void An_hour_that_clocks_repeat_is_two_buckets_and_one_they_skip_is_none()
    {
        var back = Of(At("2026-10-25T00:00:00Z"), At("2026-10-25T03:00:00Z"), SeriesInterval.Hour, "Europe/Paris");
        Assert.Equal(["02:00 +02:00", "02:00 +01:00", "03:00 +01:00"], back.Select(bucket => $"{bucket.Start:HH:mm zzz}"));
        var forward = Of(At("2026-03-29T00:00:00Z"), At("2026-03-29T02:00:00Z"), SeriesInterval.Hour, "Europe/Paris");
        Assert.Equal(["01:00 +01:00", "03:00 +02:00"], forward.Select(bucket => $"{bucket.Start:HH:mm zzz}"));
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_months_on_the_first()
    {
        var weeks = Of(At("2026-02-01T12:00:00Z"), At("2026-02-10T00:00:00Z"), SeriesInterval.Week, "UTC");
        Assert.Equal(["2026-01-26", "2026-02-02", "2026-02-09"], weeks.Select(bucket => $"{bucket.Start:yyyy-MM-dd}"));
        var months = Of(At("2025-12-31T12:00:00Z"), At("2026-03-01T00:00:00Z"), SeriesInterval.Month, "UTC");
        Assert.Equal(["2025-12-01", "2026-01-01", "2026-02-01"], months.Select(bucket => $"{bucket.Start:yyyy-MM-dd}"));
    }

    [Fact]
    public void The_first_and_the_last_count_only_what_is_in_the_range()
    {
        var (from, to) = (At("2026-02-01T12:30:00Z"), At("2026-02-03T01:00:00Z"));
        var days = Of(from, to, SeriesInterval.Day, "UTC");
        Assert.Equal(3, days.Count);
        Assert.Equal((At("2026-02-01T00:00:00Z"), from), (days[0].Start, days[0].From));
        Assert.Equal(to, days[2].To);
    }

    [Fact]
    public void Random_ranges_in_every_zone_are_cut_without_gaps()
    {
        var random = new Random(80);
        var zones = TimeZoneInfo.GetSystemTimeZones();
        foreach (var zone in zones)
        {
            var from = At("2020-01-01T00:00:00Z").AddMinutes(random.Next(6 * 365 * 1440));
            foreach (var interval in Enum.GetValues<SeriesInterval>())
            {
                var to = from.AddHours(random.Next(1, interval == SeriesInterval.Hour ? 900 : 15_000));
                var buckets = SeriesBuckets.Of(from, to, interval, zone, limit: 2_000);
                Assert.Equal((from, to), (buckets[0].From, buckets[^1].To));
                Assert.True(buckets[0].Start <= from && buckets[^1].From < to, zone.Id);
                foreach (var (one, next) in buckets.Zip(buckets.Skip(1)))
                {
                    Assert.True(one.To == next.From && next.Start == next.From && one.From < one.To, $"{zone.Id}: {one} {next}");
                    Assert.Equal(zone.GetUtcOffset(next.Start), next.Start.Offset);
                }
            }
        }
    }

    [Fact]
    public void Of_too_many_there_are_only_so_many_that_it_can_be_told() =>
        Assert.Equal(11, Of(At("2000-01-01T00:00:00Z"), At("2100-01-01T00:00:00Z"), SeriesInterval.Hour, "UTC", limit: 10).Count);

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);

    static List<SeriesBucket> Of(DateTimeOffset from, DateTimeOffset to, SeriesInterval interval, string zone, int limit = 100) =>
        SeriesBuckets.Of(from, to, interval, TimeZoneInfo.FindSystemTimeZoneById(zone), limit);
}
