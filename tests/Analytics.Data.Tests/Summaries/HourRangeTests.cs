using Analytics.Data.Summaries;

namespace Analytics.Data.Tests.Summaries;

public sealed class HourRangeTests
{
    static readonly DateTime Noon = Some.Noon;
    static readonly DateTime Midnight = Some.Noon.Date;

    [Fact]
    public void Whole_days_are_days_only()
    {
        var range = HourRange.Between(Midnight, Midnight.AddDays(7));
        Assert.Equal([Midnight, Midnight, Midnight, Midnight.AddDays(7), Midnight.AddDays(7), Midnight.AddDays(7)], Marks(range));
    }

    [Fact]
    public void Ragged_ends_are_raw_then_come_hours_then_days()
    {
        var range = HourRange.Between(Noon.AddMinutes(30), Midnight.AddDays(3).AddHours(2).AddSeconds(1));
        Assert.Equal(
            [Noon.AddMinutes(30), Noon.AddHours(1), Midnight.AddDays(1), Midnight.AddDays(3), Midnight.AddDays(3).AddHours(2), Midnight.AddDays(3).AddHours(2).AddSeconds(1)],
            Marks(range));
    }

    [Fact]
    public void Without_a_whole_day_there_are_hours_only()
    {
        var range = HourRange.Between(Noon, Noon.AddHours(23));
        Assert.Equal([Noon, Noon, Noon.AddHours(23), Noon.AddHours(23), Noon.AddHours(23), Noon.AddHours(23)], Marks(range));
    }

    [Theory]
    [InlineData(10, 50)]
    [InlineData(30, 80)]
    [InlineData(0, 59)]
    [InlineData(10, 60)]
    [InlineData(20, 20)]
    public void Without_a_whole_hour_all_is_raw(int fromMinute, int toMinute)
    {
        var (from, to) = (Noon.AddMinutes(fromMinute), Noon.AddMinutes(toMinute));
        Assert.Equal([from, to, to, to, to, to], Marks(HourRange.Between(from, to)));
    }

    [Fact]
    public void Offsets_do_not_matter() =>
        Assert.Equal(
            HourRange.Between(Noon, Noon.AddDays(2)),
            HourRange.Between(new DateTimeOffset(Noon).ToOffset(TimeSpan.FromHours(5.5)), new DateTimeOffset(Noon.AddDays(2)).ToOffset(TimeSpan.FromHours(-8))));

    [Fact]
    public void Instants_finer_than_a_microsecond_are_rounded_up()
    {
        var range = HourRange.Between(Noon.AddTicks(1), Noon.AddMinutes(1).AddTicks(9));
        Assert.Equal((Noon.AddTicks(10), Noon.AddMinutes(1).AddTicks(10)), (range.From, range.To));
    }

    [Fact]
    public void Random_ranges_are_cut_into_parts_that_touch_and_leave_nothing_out()
    {
        var random = new Random(40);
        TimeSpan[] lengths = [TimeSpan.FromMinutes(90), TimeSpan.FromHours(30), TimeSpan.FromDays(3), TimeSpan.FromDays(400)];
        long[] steps = [TimeSpan.TicksPerMicrosecond, TimeSpan.TicksPerMinute * 15, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
        for (var round = 0; round < 20_000; round++)
        {
            var step = steps[random.Next(steps.Length)];
            var from = Cut(Midnight.AddTicks(random.NextInt64(TimeSpan.FromDays(5).Ticks)), step);
            var to = Cut(from.AddTicks(random.NextInt64(lengths[random.Next(lengths.Length)].Ticks)), steps[random.Next(steps.Length)]);
            if (to < from) (from, to) = (to, from);

            var range = HourRange.Between(from, to);
            var marks = Marks(range);
            Assert.Equal((from, to), (marks[0], marks[^1]));
            Assert.Equal(marks.Order(), marks); // each part begins where the one before ends
            Assert.All(marks, mark => Assert.Equal(DateTimeKind.Utc, mark.Kind));

            var hasWholeHour = range.FirstHour < range.LastHour;
            if (hasWholeHour)
            {
                Assert.All([range.FirstHour, range.FirstDay, range.LastDay, range.LastHour], mark => Assert.Equal(0, mark.Ticks % TimeSpan.TicksPerHour));
                Assert.True(range.FirstHour - range.From < TimeSpan.FromHours(1) && range.To - range.LastHour < TimeSpan.FromHours(1), $"{from:O} {to:O}");
            }
            else
            {
                Assert.Equal(range.To, range.FirstHour);
                Assert.True(range.To - range.From < TimeSpan.FromHours(2));
            }

            if (range.FirstDay < range.LastDay)
            {
                Assert.All([range.FirstDay, range.LastDay], mark => Assert.Equal(0, mark.Ticks % TimeSpan.TicksPerDay));
                Assert.True(range.FirstDay - range.FirstHour < TimeSpan.FromDays(1) && range.LastHour - range.LastDay < TimeSpan.FromDays(1), $"{from:O} {to:O}");
            }
            else
            {
                Assert.True(range.LastHour - range.FirstHour < TimeSpan.FromDays(2));
            }
        }
    }

    static DateTime Cut(DateTime instant, long step) => new(instant.Ticks - (instant.Ticks % step), DateTimeKind.Utc);

    static DateTime[] Marks(HourRange range) => [range.From, range.FirstHour, range.FirstDay, range.LastDay, range.LastHour, range.To];
}
