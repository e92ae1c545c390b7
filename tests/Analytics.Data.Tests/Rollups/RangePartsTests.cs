using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

public sealed class RangePartsTests
{
    static readonly DateTime Noon = Some.Noon;
    static readonly DateTime Midnight = Some.Noon.Date;
    static readonly DateTime Later = Noon.AddYears(1);

    [Fact]
    public void Whole_days_are_days_only() =>
        Assert.Equal([new(RollupGrain.Day, Midnight, Midnight.AddDays(7), 1)], Parts(Midnight, Midnight.AddDays(7)));

    [Fact]
    public void A_hundred_years_are_one_part() =>
        Assert.Single(Parts(new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    [Fact]
    public void Less_than_half_of_a_stretch_is_taken_by_itself() => Assert.Equal(
        [
            new(null, Midnight.AddHours(19).AddMinutes(50), Midnight.AddHours(20), 1),
            new(RollupGrain.Hour, Midnight.AddHours(20), Midnight.AddHours(22), 1),
        ],
        Parts(Midnight.AddHours(19).AddMinutes(50), Midnight.AddHours(22)));

    [Fact]
    public void More_than_half_of_a_stretch_is_the_whole_less_the_rest() => Assert.Equal(
        [
            new(RollupGrain.Day, Midnight, Midnight.AddDays(1), 1),
            new(RollupGrain.Hour, Midnight, Midnight.AddHours(1), -1),
            new(null, Midnight.AddHours(1), Midnight.AddHours(1).AddMinutes(10), -1),
        ],
        Parts(Midnight.AddHours(1).AddMinutes(10), Midnight.AddDays(1)));

    [Fact]
    public void What_is_to_come_weighs_nothing()
    {
        var now = Midnight.AddHours(13).AddMinutes(7);
        var parts = RangeParts.Of(now.AddDays(-1), now, now);
        Assert.Contains(new(RollupGrain.Day, Midnight, Midnight.AddDays(1), 1), parts);
        Assert.All(parts.Where(part => part.Start > Midnight), part => Assert.Equal((-1, true), (part.Sign, part.Start >= now)));
    }

    [Fact]
    public void An_hour_with_slots_is_raw_for_less_than_half_of_one()
    {
        var slots = new Dictionary<DateTime, RollupGrain> { [Noon] = RollupGrain.FiveMinutes };
        Assert.Equal(
            [
                new(RollupGrain.FiveMinutes, Noon, Noon.AddMinutes(10), 1),
                new(RollupGrain.FiveMinutes, Noon.AddMinutes(10), Noon.AddMinutes(15), 1),
                new(null, Noon.AddMinutes(13), Noon.AddMinutes(15), -1),
            ],
            RangeParts.Of(Noon, Noon.AddMinutes(13), Later, slots));
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(20, 20)]
    [InlineData(0, 0)]
    public void A_short_piece_of_an_hour_is_raw(int fromMinute, int toMinute)
    {
        var (from, to) = (Noon.AddMinutes(fromMinute), Noon.AddMinutes(toMinute));
        Assert.Equal(from == to ? [] : [new RangePart(null, from, to, 1)], Parts(from, to));
    }

    [Fact]
    public void Offsets_do_not_matter() => Assert.Equal(
        Parts(Noon, Noon.AddDays(2)),
        RangeParts.Of(new DateTimeOffset(Noon).ToOffset(TimeSpan.FromHours(5.5)), new DateTimeOffset(Noon.AddDays(2)).ToOffset(TimeSpan.FromHours(-8)), Later));

    [Fact]
    public void Instants_finer_than_a_microsecond_are_rounded_up() =>
        Assert.Equal([new(null, Noon.AddTicks(10), Noon.AddMinutes(1).AddTicks(10), 1)], Parts(Noon.AddTicks(1), Noon.AddMinutes(1).AddTicks(9)));

    [Fact]
    public void Random_ranges_come_to_each_microsecond_once_with_few_parts_and_little_that_is_raw()
    {
        var random = new Random(60);
        long[] steps = [TimeSpan.TicksPerMicrosecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
        for (var i = 0; i < 20_000; i++)
        {
            var step = steps[random.Next(4)];
            var from = Midnight.AddTicks(random.NextInt64(3 * TimeSpan.TicksPerDay) / step * step);
            var to = from.AddTicks(random.NextInt64(random.Next(2) == 0 ? TimeSpan.TicksPerHour * 2 : TimeSpan.TicksPerDay * 5) / step * step);
            var slots = Enumerable.Range(0, 8 * 24).Select(hour => (Hour: Midnight.AddHours(hour), Shortest: (RollupGrain)random.Next(3)))
                .Where(hour => hour.Shortest != RollupGrain.Hour).ToDictionary(hour => hour.Hour, hour => hour.Shortest);
            if (i % 2 == 0) slots.Clear();
            var parts = RangeParts.Of(from, to, Midnight.AddTicks(random.NextInt64(8 * TimeSpan.TicksPerDay)), slots);

            // Between two neighbouring marks the parts that hold the stretch must sum up to whether the range does.
            var marks = parts.SelectMany(part => (DateTime[])[part.Start, part.End]).Concat([from, to]).Distinct().Order().ToList();
            foreach (var (start, end) in marks.Zip(marks.Skip(1)))
            {
                var sum = parts.Where(part => part.Start <= start && end <= part.End).Sum(part => part.Sign);
                Assert.True(sum == (from <= start && end <= to ? 1 : 0), $"{from:O} to {to:O}: {string.Join(' ', parts)}");
            }

            Assert.InRange(parts.Count, 0, slots.Count == 0 ? 16 : 24);
            foreach (var part in parts)
            {
                if (part.Grain is { } grain)
                {
                    Assert.Equal((part.Start, part.End), (grain.StartOf(part.Start), grain.StartOf(part.End)));
                    Assert.True(grain >= slots.GetValueOrDefault(RollupGrain.Hour.StartOf(part.Start), RollupGrain.Hour));
                    continue;
                }

                Assert.True(part.End - part.Start <= slots.GetValueOrDefault(RollupGrain.Hour.StartOf(part.Start), RollupGrain.Hour).Length());
                Assert.Equal(RollupGrain.Hour.StartOf(part.Start), RollupGrain.Hour.StartOf(part.End.AddTicks(-1)));
            }
        }
    }

    static List<RangePart> Parts(DateTime from, DateTime to) => RangeParts.Of(from, to, Later);
}
