using Analytics.Data.Selections;
using Analytics.Data.Rollups;
using Analytics.Data.Summaries;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Summaries;

public sealed class PostgresSummariesTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly DateTimeOffset Always = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly ManualClock clock = new(Some.Noon.AddDays(5));

    // Not this server's own locale: names must stand in byte order whatever the database's is.
    protected override string DatabaseOptions => "template template0 locale_provider icu icu_locale 'en-US'";

    [Fact]
    public async Task Random_ranges_are_answered_as_the_rows_say_before_and_after_folding_and_settling()
    {
        var rollups = new PostgresRollups(Writer, new RollupOptions { MergeThreshold = 3, FoldEventLimit = 700 }, clock);
        var random = new Random(50);
        for (var round = 0; round < 4; round++)
        {
            await Store.AppendAsync(Some.RandomEvents(random, 700, $"round_{round}_", days: 5), default);
            await AssertRandomRangesAsync(random, 25);
            while (await rollups.FoldAsync(default) > 0) { }
            await AssertRandomRangesAsync(random, 25);
        }

        clock.Advance(TimeSpan.FromHours(1));
        while (await rollups.SettleAsync(default) > 0) { }
        await AssertRandomRangesAsync(random, 40);
        await Store.AppendAsync(Some.RandomEvents(random, 200, "late_", days: 5), default); // some folded, some not
        await AssertRandomRangesAsync(random, 40);
    }

    [Fact]
    public async Task A_filter_counts_only_what_it_lets_through()
    {
        await Store.AppendAsync(Some.RandomEvents(new Random(51), 500), default);
        await Store.AppendAsync(
            [
                Some.Event("1", metadata: """{"plan":"free","n":3,"deep":{"a":1},"no":null}"""),
                Some.Event("2", metadata: """{"plan":"team","n":3.0,"on":true}"""),
                Some.Event("3", type: "login", user: "user_2", path: "/a", metadata: """{"plan":"free"}"""),
            ],
            default);
        await AssertAsync(new() { Type = "login" }, "type = 'login'");
        await AssertAsync(new() { Type = "login", UserId = "user_2" }, "type = 'login' and user_id = 'user_2'");
        await AssertAsync(new() { Path = "/页/3" }, "path = '/页/3'");
        await AssertAsync(new() { Metadata = { ["plan"] = "free" } }, "event_id in ('1', '3')", 2);
        await AssertAsync(new() { Metadata = { ["plan"] = "free", ["n"] = "3" } }, "event_id = '1'", 1);
        await AssertAsync(new() { Metadata = { ["on"] = "true" } }, "event_id = '2'", 1);
        await AssertAsync(new() { Metadata = { ["no"] = "null" } }, "false", 0);
        await AssertAsync(new() { Type = "' or true --" }, "false", 0);

        async Task AssertAsync(EventFilter filter, string where, long? events = null)
        {
            var query = new SelectedEvents("acc_1", Some.Noon.AddDays(-3), Some.Noon.AddDays(3)) { Filter = filter };
            var actual = await new PostgresSummaries(Reader, clock).ReadAsync(query, default);
            var expected = await SummaryOracle.ReadAsync(Postgres, query, where);
            Assert.Equal(expected with { AsOf = actual.AsOf, Types = actual.Types, TopUsers = actual.TopUsers, TopPaths = actual.TopPaths }, actual);
            Assert.Equal(expected.Types, actual.Types);
            Assert.Equal(expected.TopUsers, actual.TopUsers);
            Assert.Equal(expected.TopPaths, actual.TopPaths);
            if (events is { } known) Assert.Equal(known, actual.Events);
        }
    }

    [Fact]
    public async Task Equal_counts_stand_in_the_order_of_their_names_bytes()
    {
        string[] names = ["b", "B", "a", "ä", "Z", "\uFFFD", "\U0001F600", "_", "10", "9", "aa", "日本"];
        await Store.AppendAsync([.. names.Select((name, i) => Some.Event($"{i}", user: name, type: name, path: name))], default);
        string[] ordered = ["10", "9", "B", "Z", "_", "a", "aa", "b", "ä", "日本", "\uFFFD", "\U0001F600"];

        var summary = await ReadAsync("acc_1", Some.Noon.AddDays(-1), Some.Noon.AddDays(1));

        Assert.Equal(ordered, summary.Types.Select(type => type.Name));
        Assert.Equal(ordered.Take(10), summary.TopUsers.Select(user => user.Name));
        Assert.Equal(ordered.Take(10), summary.TopPaths.Select(path => path.Name));
        Assert.Equal((12, 12), (summary.Events, summary.UniqueUsers));
    }

    [Fact]
    public async Task Of_very_many_types_the_largest_are_told_and_how_many_there_are()
    {
        var ids = Enumerable.Range(0, PostgresSummaries.TypeLimit + 50);
        await Store.AppendAsync([.. ids.Select(n => Some.Event($"{n}", type: $"type_{n:D4}")), Some.Event("again", type: "type_1042")], default);
        foreach (var filter in (EventFilter[])[new(), new() { UserId = "user_1" }])
        {
            var query = new SelectedEvents("acc_1", Some.Noon.AddDays(-1), Some.Noon.AddDays(1)) { Filter = filter };
            var summary = await new PostgresSummaries(Reader, clock).ReadAsync(query, default);
            Assert.Equal((1_051, 1_050), (summary.Events, summary.UniqueTypes));
            Assert.Equal([new("type_1042", 2), .. ids.Take(999).Select(n => new NamedCount($"type_{n:D4}", 1))], summary.Types);
        }
    }

    [Fact]
    public async Task The_beginning_belongs_to_the_range_and_the_end_does_not()
    {
        await Store.AppendAsync([Some.Event("1", at: Some.Noon), Some.Event("2", at: Some.Noon.AddMicroseconds(1)), Some.Event("3", at: Some.Noon.AddHours(1))], default);
        Assert.Equal(2, (await ReadAsync("acc_1", Some.Noon, Some.Noon.AddHours(1))).Events);
        Assert.Equal(1, (await ReadAsync("acc_1", Some.Noon.AddMicroseconds(1), Some.Noon.AddHours(1))).Events);
        Assert.Equal(3, (await ReadAsync("acc_1", Some.Noon, Some.Noon.AddHours(1).AddMicroseconds(1))).Events);
        Assert.Equal(0, (await ReadAsync("acc_1", Some.Noon, Some.Noon)).Events);
        Assert.Equal(1, (await ReadAsync("acc_1", Some.Noon.AddTicks(1), Some.Noon.AddMicroseconds(1).AddTicks(1))).Events);
    }

    [Fact]
    public async Task A_user_of_two_accounts_is_one_user_over_all_accounts()
    {
        await Store.AppendAsync([Some.Event(), Some.Event(account: "acc_2")], default);
        var summary = await ReadAsync(null, Some.Noon.AddDays(-1), Always);
        Assert.Equal((2, 1), (summary.Events, summary.UniqueUsers));
        Assert.Equal(new NamedCount("user_1", 2), Assert.Single(summary.TopUsers));
    }

    [Fact]
    public async Task An_unknown_account_has_zeros_and_the_answer_says_from_when_it_is()
    {
        var summary = await ReadAsync("nobody's", Some.Noon, Always);
        Assert.Equal((0, 0), (summary.Events, summary.UniqueUsers));
        Assert.Empty(summary.Types.Concat(summary.TopUsers).Concat(summary.TopPaths));
        Assert.Equal(clock.GetUtcNow(), summary.AsOf);
    }

    Task<Summary> ReadAsync(string? account, DateTimeOffset from, DateTimeOffset to) =>
        new PostgresSummaries(Reader, clock).ReadAsync(new SelectedEvents(account, from, to), default);

    async Task AssertRandomRangesAsync(Random random, int count)
    {
        await AssertRollupsAgreeAsync();
        for (var i = 0; i < count; i++)
        {
            var query = RandomQuery(random);
            // Whatever the time is: it decides only which way a range is pieced together.
            var now = new ManualClock(Some.Noon.AddHours(random.Next(-72, 72)).AddSeconds(random.Next(3600)));
            var expected = await SummaryOracle.ReadAsync(Postgres, query);
            var actual = await new PostgresSummaries(Reader, now).ReadAsync(query, default);
            Assert.True(
                expected.Events == actual.Events && expected.UniqueUsers == actual.UniqueUsers && expected.UniqueTypes == actual.UniqueTypes,
                $"{query}: {actual.Events} events of {actual.UniqueUsers} users instead of {expected.Events} of {expected.UniqueUsers}");
            Assert.Equal(expected.Types, actual.Types);
            Assert.Equal(expected.TopUsers, actual.TopUsers);
            Assert.Equal(expected.TopPaths, actual.TopPaths);
            Assert.Equal(expected.Source, actual.Source);
        }
    }

    /// <summary>One account in three of four cases; ends on any microsecond, on minutes, hours or days; from no time at all to a week.</summary>
    static SelectedEvents RandomQuery(Random random)
    {
        long[] steps = [TimeSpan.TicksPerMicrosecond, TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
        TimeSpan[] lengths = [TimeSpan.FromMinutes(100), TimeSpan.FromHours(30), TimeSpan.FromDays(7)];
        DateTime from = Cut(Some.Noon.AddDays(-3).AddTicks(random.NextInt64(TimeSpan.FromDays(6).Ticks)));
        DateTime to = Cut(from.AddTicks(random.NextInt64(lengths[random.Next(lengths.Length)].Ticks)));
        return new SelectedEvents(random.Next(4) == 0 ? null : $"acc_{random.Next(3)}", from < to ? from : to, from < to ? to : from);

        DateTime Cut(DateTime instant)
        {
            var step = steps[random.Next(steps.Length)];
            return new DateTime(instant.Ticks - (instant.Ticks % step), DateTimeKind.Utc);
        }
    }
}
