using Analytics.Data.Events;
using Analytics.Data.Listing;
using Analytics.Data.Selections;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Listing;

public sealed class PostgresEventListTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly SelectedEvents AllTime = new("acc_1", new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2101, 1, 1, 0, 0, 0, TimeSpan.Zero));
    static readonly PageLimits Wide = new(Events: 1_000, Bytes: long.MaxValue, TimeSpan.FromMinutes(1));

    PostgresEventList List => new(Reader, TimeProvider.System);

    [Fact]
    public async Task The_newest_event_comes_first_and_events_of_one_instant_by_id()
    {
        await Store.AppendAsync(
            [Some.Event("b"), Some.Event("a"), Some.Event("new", at: Some.Noon.AddMonths(3)), Some.Event("old", at: Some.Noon.AddMonths(-30)), Some.Event("other", account: "acc_2")],
            default);
        Assert.Equal(["new", "a", "b", "old"], Ids(await ReadAsync(AllTime, EventOrder.NewestFirst)));
        Assert.Equal(["old", "a", "b", "new"], Ids(await ReadAsync(AllTime, EventOrder.OldestFirst)));
    }

    [Theory]
    [InlineData(EventOrder.NewestFirst, 1)]
    [InlineData(EventOrder.NewestFirst, 7)]
    [InlineData(EventOrder.OldestFirst, 7)]
    [InlineData(EventOrder.OldestFirst, 100)]
    public async Task Pages_put_together_are_the_whole_list_whatever_their_size(EventOrder order, int limit)
    {
        var random = new Random(5);
        var events = Enumerable.Range(0, 100).Select(i => Some.Event($"e{i:000}", at: Some.Noon.AddMonths(random.Next(4)).AddSeconds(random.Next(3)))).ToList();
        await Store.AppendAsync(events, default);
        var expected = order == EventOrder.NewestFirst
            ? events.OrderByDescending(one => one.OccurredAt).ThenBy(IdOf, StringComparer.Ordinal)
            : events.OrderBy(one => one.OccurredAt).ThenBy(IdOf, StringComparer.Ordinal);
        Assert.Equal(expected.Select(IdOf), await WalkAsync(AllTime, order, Wide with { Events = limit }));
        Assert.Equal(expected.Select(IdOf), await WalkAsync(AllTime, order, Wide with { Bytes = 1 }));
        Assert.Equal(expected.Select(IdOf), await WalkAsync(AllTime, order, Wide with { Events = limit, Time = TimeSpan.Zero }));
    }

    [Theory]
    [InlineData(EventOrder.NewestFirst)]
    [InlineData(EventOrder.OldestFirst)]
    public async Task Events_of_one_second_are_in_the_order_of_their_time_also_where_pages_and_the_range_divide_it(EventOrder order)
    {
        var random = new Random(6);
        var start = Some.Noon.AddMicroseconds(250_000);
        var events = Enumerable.Range(0, 300).Select(i => Some.Event($"e{random.Next()}", at: Some.Noon.AddMicroseconds(random.Next(2_000_000)))).ToList();
        await Store.AppendAsync(events, default);
        var range = new SelectedEvents("acc_1", new(start), new(start.AddSeconds(1)));
        var inRange = events.Where(one => one.OccurredAt >= start && one.OccurredAt < start.AddSeconds(1)).OrderBy(one => one.OccurredAt).Select(IdOf).ToList();
        if (order == EventOrder.NewestFirst) inRange.Reverse();
        Assert.InRange(inRange.Count, 100, 200);
        Assert.Equal(inRange, await WalkAsync(range, order, Wide with { Events = 7 }));
    }

    [Theory]
    [InlineData(EventOrder.NewestFirst)]
    [InlineData(EventOrder.OldestFirst)]
    public async Task A_page_of_a_month_of_which_PostgreSQL_knows_nothing_yet_reads_a_few_seconds_of_it(EventOrder order)
    {
        await ExecuteAsync("""
            select add_events_partition('2026-02-01');
            alter table events_2026_02 set (autovacuum_enabled = off);
            insert into events (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on)
            select 'acc_1', 'e' || i, 'u', 't', at, at, at::date
            from (select i, timestamptz '2026-02-01Z' + i * interval '100 ms' as at from generate_series(1, 20000) as i) as made;
            """);
        var before = await RowsFetchedAsync();
        Assert.Equal(50, (await ReadAsync(AllTime, order, Wide with { Events = 50 })).Events.Count);
        Assert.InRange(await RowsFetchedAsync() - before, 50, 1_000);

        // The reader's counts come with its session's end.
        async Task<long> RowsFetchedAsync()
        {
            await ExecuteAsync("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and application_name = 'analytics-api'");
            return await ScalarAsync<long>("select coalesce(idx_tup_fetch, 0) from pg_stat_user_tables where relname = 'events_2026_02'");
        }
    }

    [Fact]
    public async Task A_full_page_has_a_next_one_exactly_when_there_are_more_events()
    {
        await Store.AppendAsync(Some.Events(10), default);
        Assert.NotNull((await ReadAsync(AllTime, EventOrder.NewestFirst, Wide with { Events = 9 })).Next);
        Assert.Null((await ReadAsync(AllTime, EventOrder.NewestFirst, Wide with { Events = 10 })).Next);
    }

    [Fact]
    public async Task Events_that_come_between_two_pages_neither_repeat_nor_hide_others()
    {
        await Store.AppendAsync(Some.Events(20, "m"), default);
        var first = await ReadAsync(AllTime, EventOrder.NewestFirst, Wide with { Events = 10 });
        await Store.AppendAsync(
            [.. Some.Events(50, "newer", at: Some.Noon.AddDays(1)), .. Some.Events(5, "a"), .. Some.Events(5, "older", at: Some.Noon.AddDays(-1))],
            default);
        var rest = await ReadAsync(AllTime, EventOrder.NewestFirst, after: first.Next);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"m{i}").Order(StringComparer.Ordinal), Ids(first).Concat(Ids(rest).Take(10)));
        Assert.Equal(["older0", "older1", "older2", "older3", "older4"], Ids(rest).Skip(10));
    }

    [Fact]
    public async Task A_range_includes_its_beginning_and_excludes_its_end()
    {
        await Store.AppendAsync([Some.Event("from"), Some.Event("last", at: Some.Noon.AddDays(40).AddMicroseconds(-1)), Some.Event("to", at: Some.Noon.AddDays(40))], default);
        var range = new SelectedEvents("acc_1", new(Some.Noon), new(Some.Noon.AddDays(40)));
        Assert.Equal(["last", "from"], Ids(await ReadAsync(range, EventOrder.NewestFirst)));
        Assert.Equal(["from", "last"], Ids(await ReadAsync(range, EventOrder.OldestFirst)));
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_says_and_nothing_of_another_account()
    {
        await Store.AppendAsync(
            [
                Some.Event("hit", type: "buy", user: "u", path: "/a", metadata: """{"plan":"pro","n":3}"""),
                Some.Event("plan", type: "buy", user: "u", path: "/a", metadata: """{"plan":"free","n":3}"""),
                Some.Event("path", type: "buy", user: "u", metadata: """{"plan":"pro","n":3}"""),
                Some.Event("type", type: "see", user: "u", path: "/a", metadata: """{"plan":"pro","n":3}"""),
                Some.Event("other", account: "acc_2", type: "buy", user: "u", path: "/a", metadata: """{"plan":"pro","n":3}"""),
            ],
            default);
        var filter = new EventFilter { Type = "buy", UserId = "u", Path = "/a", Metadata = { ["plan"] = "pro", ["n"] = "3" } };
        var page = await ReadAsync(AllTime with { Filter = filter }, EventOrder.NewestFirst);
        var hit = Assert.Single(page.Events);
        Assert.Equal(("acc_1", "hit", """{"n": 3, "plan": "pro"}"""), (Some.Text(hit.AccountId), Some.Text(hit.EventId), Some.Text(hit.Metadata!.Value)));
    }

    [Fact]
    public async Task A_filter_that_finds_little_reads_on_in_bounded_steps_and_finds_all()
    {
        // More rows than one statement looks at, twice; a match at either end of such a step.
        await ExecuteAsync("""
            select add_events_partition('2026-02-01');
            insert into events (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on)
            select 'acc_1', 'e' || i, 'u', case when i in (1, 20000, 20001, 45000) then 'rare' else 'often' end, at, at, at::date
            from (select i, timestamptz '2026-02-01Z' + i * interval '1 second' as at from generate_series(1, 45000) as i) as made;
            """);
        var rare = AllTime with { Filter = new() { Type = "rare" } };
        Assert.Equal(["e45000", "e20001", "e20000", "e1"], Ids(await ReadAsync(rare, EventOrder.NewestFirst)));
        Assert.Equal(["e1", "e20000", "e20001", "e45000"], Ids(await ReadAsync(rare, EventOrder.OldestFirst)));

        var cut = await ReadAsync(rare, EventOrder.OldestFirst, Wide with { Time = TimeSpan.Zero });
        Assert.True(cut.IsCut);
        Assert.Equal(["e1", "e20000"], Ids(cut));
        Assert.Equal(["e1", "e20000", "e20001", "e45000"], await WalkAsync(rare, EventOrder.OldestFirst, Wide with { Time = TimeSpan.Zero }));
    }

    [Fact]
    public async Task An_account_without_events_and_a_table_without_months_have_an_empty_page()
    {
        Assert.Equal(new([], null, false), await ReadAsync(AllTime, EventOrder.NewestFirst), (one, other) => one!.Events.Count == other!.Events.Count && one.Next == other.Next);
        await Store.AppendAsync(Some.Events(3), default);
        Assert.Empty((await ReadAsync(AllTime with { AccountId = "nobody" }, EventOrder.NewestFirst)).Events);
    }

    static string IdOf(EventRow row) => Some.Text(row.EventId);

    static IEnumerable<string> Ids(EventPage page) => page.Events.Select(IdOf);

    async Task<EventPage> ReadAsync(SelectedEvents selected, EventOrder order, PageLimits? limits = null, EventPosition? after = null) =>
        await List.ReadAsync(await List.MonthsAsync(selected, order, default), selected, order, after, limits ?? Wide, default);

    /// <summary>The ids of all pages, one after the other.</summary>
    async Task<List<string>> WalkAsync(SelectedEvents selected, EventOrder order, PageLimits limits)
    {
        var ids = new List<string>();
        EventPosition? after = null;
        do
        {
            var page = await ReadAsync(selected, order, limits, after);
            Assert.True(page.Events.Count <= limits.Events);
            Assert.NotEqual(after ?? new(default, ""), page.Next);
            ids.AddRange(Ids(page));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }
}
