using Analytics.Data.Rollups;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Analytics.Data.Tests.Summaries;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Rollups;

public sealed class BusyHoursTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    readonly ManualClock clock = new(Some.Noon.AddDays(3));
    readonly RollupOptions options = new();

    [Fact]
    public async Task Random_ragged_ranges_of_busy_hours_are_what_their_rows_are_also_after_events_that_came_late()
    {
        var random = new Random(90);
        await AppendAsync(random, "acc_0", Some.Noon, BusyHours.MinutesThreshold + 500);
        await AppendAsync(random, "acc_0", Some.Noon + Hour, BusyHours.EventThreshold);
        await AppendAsync(random, "acc_0", Some.Noon + (2 * Hour), BusyHours.EventThreshold - 1);
        await AppendAsync(random, "acc_1", Some.Noon + Hour, BusyHours.EventThreshold + 100);
        Assert.Equal(3, await RestAndCountAsync());
        Assert.Equal([101, 101, 102], await ColumnAsync<int>("select level from rollups where grain = 'hour' and level > 100 order by level"));
        await AssertRandomRangesAsync(random, 60);

        await AppendAsync(random, "acc_0", Some.Noon, 40);
        await AppendAsync(random, "acc_0", Some.Noon + (2 * Hour), 1);
        await AssertRandomRangesAsync(random, 30);
        await Rollups.FoldAsync(default);
        await AssertRandomRangesAsync(random, 30);
        Assert.Equal(2, await RestAndCountAsync());
        await AssertRandomRangesAsync(random, 60);
    }

    [Fact]
    public async Task An_hour_is_read_by_its_slots_until_events_come_late()
    {
        await AppendAsync(new Random(91), "acc_0", Some.Noon, BusyHours.EventThreshold);
        await RestAndCountAsync();
        var counted = await EventsOfTwelveMinutesAsync();
        await ExecuteAsync("update rollups set events = events + 1 where grain = 'five_minutes'");
        Assert.Equal(counted + 2, await EventsOfTwelveMinutesAsync());

        await Store.AppendAsync([Some.Event("late", "acc_0", at: Some.Noon.AddMinutes(59))], default);
        Assert.Equal(counted, await EventsOfTwelveMinutesAsync());
        await Rollups.FoldAsync(default);
        Assert.Equal(counted, await EventsOfTwelveMinutesAsync());
        Assert.Equal(1, await RestAndCountAsync());
        Assert.Equal(counted, await EventsOfTwelveMinutesAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Hours_that_are_quiet_not_at_rest_for_long_or_counted_are_not_counted()
    {
        await AppendAsync(new Random(92), "acc_0", Some.Noon, BusyHours.EventThreshold - 1);
        Assert.Equal(0, await RestAndCountAsync());
        await AppendAsync(new Random(93), "acc_0", Some.Noon, 1);
        await FoldAndSettleAsync();
        Assert.False(await Busy.CountNextAsync(default));
        clock.Advance(options.SlotsAfter + TimeSpan.FromSeconds(1));
        Assert.True(await Busy.CountNextAsync(default));
        Assert.False(await Busy.CountNextAsync(default));
    }

    [Fact]
    public async Task An_hour_whose_rows_are_gone_has_no_slots_and_is_not_tried_again()
    {
        await AppendAsync(new Random(94), "acc_0", Some.Noon, BusyHours.EventThreshold);
        await ExecuteAsync("delete from events where event_id like '%7'");
        Assert.Equal(1, await RestAndCountAsync());
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from rollups where grain in ('minute', 'five_minutes')"));
        Assert.False(await Busy.CountNextAsync(default));
    }

    [Fact]
    public async Task Workers_that_count_settle_and_append_at_once_leave_only_slots_that_are_right()
    {
        var random = new Random(95);
        await AppendAsync(random, "acc_0", Some.Noon, BusyHours.EventThreshold);
        await RestAndCountAsync();
        var impatient = new RollupOptions { SettleAfter = TimeSpan.Zero, SlotsAfter = TimeSpan.Zero };
        var appending = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await AppendAsync(random, "acc_0", Some.Noon, 3);
        });
        var keeping = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var writer = NewWriter();
            var (rollups, busy) = (new PostgresRollups(writer, impatient, TimeProvider.System), new BusyHours(writer, impatient, TimeProvider.System));
            while (!appending.IsCompleted)
            {
                await rollups.FoldAsync(default);
                await rollups.SettleAsync(default);
                await busy.CountNextAsync(default);
                await AssertRollupsAgreeAsync();
            }
        })).ToList();
        await Task.WhenAll([appending, .. keeping]);

        clock.Advance(TimeSpan.FromDays(10_000)); // beyond the time by which the others stamped
        await RestAndCountAsync();
        Assert.Equal(101, await ScalarAsync<int>("select level from rollups where grain = 'hour'"));
        await AssertRollupsAgreeAsync();
    }

    PostgresRollups Rollups => new(Writer, options, clock);

    BusyHours Busy => new(Writer, options, clock);

    async Task FoldAndSettleAsync()
    {
        while (await Rollups.FoldAsync(default) > 0) { }
        clock.Advance(options.SettleAfter + TimeSpan.FromSeconds(1));
        while (await Rollups.SettleAsync(default) > 0) { }
    }

    /// <summary>Lets all hours come to rest and counts those that wait for it; returns how many.</summary>
    async Task<int> RestAndCountAsync()
    {
        await FoldAndSettleAsync();
        clock.Advance(options.SlotsAfter + TimeSpan.FromSeconds(1));
        var counted = 0;
        while (await Busy.CountNextAsync(default)) counted++;
        return counted;
    }

    /// <summary>Appends events of an hour of an account, some of them on whole minutes, a third without a path.</summary>
    async Task AppendAsync(Random random, string account, DateTime hour, int count)
    {
        var events = Enumerable.Range(0, count).Select(_ => Some.Event(
            $"{random.NextInt64()}",
            account,
            $"user_{random.Next(300)}",
            $"type_{random.Next(4)}",
            random.Next(10) == 0 ? hour.AddMinutes(random.Next(60)) : hour.AddTicks(random.NextInt64(TimeSpan.TicksPerHour / 10) * 10),
            random.Next(3) == 0 ? null : $"/{random.Next(50)}"));
        await Store.AppendAsync([.. events], default);
    }

    async Task AssertRandomRangesAsync(Random random, int count)
    {
        await AssertRollupsAgreeAsync();
        for (var i = 0; i < count; i++)
        {
            var from = Some.Noon.AddHours(-1).AddTicks(random.NextInt64(4 * TimeSpan.TicksPerHour));
            var to = from.AddTicks(random.NextInt64(random.Next(2) == 0 ? TimeSpan.TicksPerHour : 4 * TimeSpan.TicksPerHour));
            var query = new SelectedEvents(random.Next(5) == 0 ? null : $"acc_{random.Next(2)}", from, to);
            var expected = await SummaryOracle.ReadAsync(Postgres, query);
            var actual = await new PostgresSummaries(Reader, clock).ReadAsync(query, default);
            Assert.True(
                (expected.Events, expected.UniqueUsers) == (actual.Events, actual.UniqueUsers),
                $"{query}: {actual.Events} events of {actual.UniqueUsers} users instead of {expected.Events} of {expected.UniqueUsers}");
            Assert.Equal(expected.Types, actual.Types);
            Assert.Equal(expected.TopUsers, actual.TopUsers);
            Assert.Equal(expected.TopPaths, actual.TopPaths);
        }
    }

    /// <summary>Two slots of five minutes, and two minutes of rows.</summary>
    async Task<long> EventsOfTwelveMinutesAsync() =>
        (await new PostgresSummaries(Reader, clock).ReadAsync(new SelectedEvents("acc_0", Some.Noon, Some.Noon.AddMinutes(12)), default)).Events;
}
