using Analytics.Data.Rollups;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Rollups;

public sealed class RollupReaderTests(PostgresServer server) : DatabaseTest(server)
{
    [Theory]
    [InlineData(RollupReader.NameLimit)]
    [InlineData(60)] // some ranges have more names, some fewer
    [InlineData(7)] // nearly all have more
    public async Task Many_ranges_at_once_are_what_each_is_by_its_rows_however_many_names_are_added_up_at_once(int nameLimit)
    {
        var rollups = new PostgresRollups(Writer, new RollupOptions { FoldEventLimit = 300 }, TimeProvider.System);
        await Store.AppendAsync(Some.RandomEvents(new Random(70), 600), default);
        await rollups.FoldAsync(default);
        await Store.AppendAsync(Some.RandomEvents(new Random(71), 300, "late_"), default);

        var start = new DateTimeOffset(Some.Noon.AddDays(-2));
        var ranges = Enumerable.Range(0, 16).Select(i => (From: start.AddHours(6 * i), To: start.AddHours((6 * i) + 6))).ToList();
        ranges[3] = (ranges[3].From.AddMinutes(17), ranges[3].To.AddMinutes(-1));
        ranges[9] = (start, start.AddDays(4));
        var seen = new Dictionary<int, (long Events, long Users, long Types)>();
        await new RollupReader(Reader, new ManualClock(Some.Noon), nameLimit).ReadAsync("acc_1", ranges, CountedNames.All, Add, default);

        await using var connection = await Postgres.OpenConnectionAsync();
        for (var i = 0; i < ranges.Count; i++)
        {
            var expected = await connection.QuerySingleAsync<(long, long, long)>(
                "select count(*), count(distinct user_id), count(distinct type) from events where account_id = 'acc_1' and occurred_at >= @From and occurred_at < @To",
                new { From = ranges[i].From.UtcDateTime, To = ranges[i].To.UtcDateTime });
            Assert.Equal(expected, seen.GetValueOrDefault(i));
        }

        void Add(int range, RollupChunk sums)
        {
            var (events, users, types) = seen.GetValueOrDefault(range);
            seen[range] = (events + sums.Events, users + sums.Users.Present, types + sums.Types.Present);
        }
    }

    [Fact]
    public async Task Names_that_are_not_wanted_are_not_read()
    {
        await Store.AppendAsync(Some.RandomEvents(new Random(72), 100), default);
        var range = (new DateTimeOffset(Some.Noon.AddDays(-2)).AddMinutes(1), new DateTimeOffset(Some.Noon.AddDays(2)));
        var (shares, events) = (0, 0L);
        await new RollupReader(Reader, TimeProvider.System).ReadAsync("acc_1", [range], CountedNames.Paths, Add, default);
        Assert.Equal(1, shares);
        Assert.Equal(await ScalarAsync<long>("select count(*) from events where account_id = 'acc_1'"), events);

        void Add(int range, RollupChunk sums)
        {
            (shares, events) = (shares + 1, events + sums.Events);
            Assert.True(sums.Events > 10 && sums.Paths.Present > 3);
            Assert.Equal((0, 0), (sums.Types.Count, sums.Users.Count));
        }
    }

    [Fact]
    public async Task Long_names_are_added_up_in_more_shares_than_short_ones()
    {
        await Store.AppendAsync([.. Enumerable.Range(0, 20).Select(n => Some.Event($"{n}", user: "u", path: $"/{n}/{new string('x', 500)}"))], default);
        var range = (new DateTimeOffset(Some.Noon.AddDays(-2)), new DateTimeOffset(Some.Noon.AddDays(2)));
        var shares = new List<int>();
        await new RollupReader(Reader, TimeProvider.System, nameLimit: 50).ReadAsync("acc_1", [range], CountedNames.All, (_, sums) => shares.Add(sums.Paths.Present), default);

        // Some 10,000 bytes, as 200 short names would take, and 50 are added up at once.
        Assert.InRange(shares.Count, 4, 6);
        Assert.Equal(20, shares.Sum());
    }

    [Fact]
    public async Task Names_of_ragged_ends_are_added_up_in_shares_too_when_there_are_more_than_the_limit()
    {
        await Store.AppendAsync([.. Enumerable.Range(0, 300).Select(n => Some.Event($"{n}", user: $"user_{n}", at: Some.Noon.AddHours(n % 3).AddMinutes(40)))], default);
        var start = new DateTimeOffset(Some.Noon).AddMinutes(35);
        List<(DateTimeOffset From, DateTimeOffset To)> ranges = [(start, start.AddMinutes(10)), (start, start.AddHours(3)), (start.AddHours(2), start.AddHours(2).AddMinutes(10))];
        var (order, events, users, largest) = (new List<int>(), new long[3], new int[3], 0);
        await new RollupReader(Reader, new ManualClock(Some.Noon.AddDays(5)), nameLimit: 40).ReadAsync("acc_1", ranges, CountedNames.All, Add, default);

        Assert.Equal(order.Order(), order);
        Assert.Equal([100L, 300, 100], events);
        Assert.Equal([100, 300, 100], users);
        Assert.InRange(largest, 1, 80); // shares are not quite equal

        void Add(int range, RollupChunk sums)
        {
            order.Add(range);
            events[range] += sums.Events;
            users[range] += sums.Users.Present;
            largest = Math.Max(largest, sums.Names);
        }
    }

    [Fact]
    public async Task However_many_read_large_ranges_at_once_each_gets_its_turn()
    {
        await Store.AppendAsync(Some.RandomEvents(new Random(73), 600), default);
        var start = new DateTimeOffset(Some.Noon.AddDays(-2));
        List<(DateTimeOffset, DateTimeOffset)> ranges = [(start, start.AddDays(2)), (start.AddDays(2), start.AddDays(4))];
        var counted = await Task.WhenAll(Enumerable.Range(0, 12).Select(async reader =>
        {
            var events = 0L;
            await new RollupReader(Reader, TimeProvider.System, nameLimit: reader % 2 == 0 ? 7 : 1_000).ReadAsync("acc_1", ranges, CountedNames.All, (_, sums) => events += sums.Events, default);
            return events;
        }));
        var stored = await ScalarAsync<long>("select count(*) from events where account_id = 'acc_1'");
        Assert.All(counted, events => Assert.Equal(stored, events));
    }
}
