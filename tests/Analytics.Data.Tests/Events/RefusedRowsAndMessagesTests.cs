using System.Text;
using Analytics.Data.Events;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Events;

/// <summary>What an append makes of rows that PostgreSQL refuses, and of messages that come again.</summary>
public sealed class RefusedRowsAndMessagesTests(PostgresServer server) : DatabaseTest(server)
{
    public static TheoryData<string, EventRow> RefusedRows => new()
    {
        { "metadata that is no JSON", Some.Event("m", metadata: "{\"a\":") },
        { "NUL in metadata", Some.Event("m", metadata: """{"a":"\u0000"}""") },
        { "NUL in the type", Some.Event("m", type: "a\0b") },
        { "NUL in the path", Some.Event("m", path: "/\0") },
        { "broken UTF-8 in the user", Some.Event("m") with { UserId = new byte[] { 0xff, 0xfe } } },
        { "a key too long for the index", Some.Event("m", account: RandomText(9_000)) },
    };

    [Theory]
    [MemberData(nameof(RefusedRows), DisableDiscoveryEnumeration = true)]
    public async Task A_row_that_is_refused_is_set_aside_alone(string what, EventRow refused)
    {
        await Store.AppendAsync(Some.Events(3, "before_"), default);
        List<EventRow> batch = [.. Some.Events(10, "a"), refused, .. Some.Events(10, "z")];
        Assert.Equal(new AppendResult(21, 20, SetAside: 1), await Store.AppendAsync(batch, default));
        Assert.Equal(23, await StoredAsync());
        var state = Assert.Single(await ColumnAsync<string>("select sqlstate from set_aside_events"));
        Assert.True(state[..2] is "22" or "54", $"{what}: {state}");
        await AssertRollupsAgreeAsync();

        // Again, all of it is known, the refused one too: it counts as set aside once.
        Assert.Equal(new AppendResult(21, 0), await Store.AppendAsync(batch, default));
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from set_aside_events"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Many_refused_rows_among_many_good_ones_are_each_set_aside()
    {
        List<EventRow> batch = [.. Enumerable.Range(0, 500).Select(i => Some.Event($"e{i}", metadata: i % 50 == 7 ? "{" : null))];
        Assert.Equal(new AppendResult(500, 490, SetAside: 10), await Store.AppendAsync(batch, default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task An_event_whose_id_has_the_hash_of_another_is_set_aside_and_a_duplicate_is_still_a_duplicate()
    {
        await GiveAllIdsOneHashAsync();
        Assert.Equal(new AppendResult(2, 2), await Store.AppendAsync([Some.Event("a"), Some.Event("a", account: "acc_2")], default));
        Assert.Equal(new AppendResult(3, 1, SetAside: 1), await Store.AppendAsync([Some.Event("a"), Some.Event("b"), Some.Event("b", account: "acc_3")], default));
        Assert.Equal(["acc_1 b 23505"], await ColumnAsync<string>("select concat_ws(' ', account_id, event_id, sqlstate) from set_aside_events"));
        Assert.Equal(["acc_1 a", "acc_2 a", "acc_3 b"], await ColumnAsync<string>("select concat_ws(' ', account_id, event_id) from events order by 1"));
        Assert.Equal(new AppendResult(3, 0), await Store.AppendAsync([Some.Event("b"), Some.Event("a"), Some.Event("b", account: "acc_3")], default));
        Assert.Equal("3 1 4", await ScalarAsync<string>("select concat_ws(' ', sum(stored), sum(set_aside), sum(duplicates)) from ledger_deltas"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Of_two_such_events_that_come_at_once_the_first_is_stored_also_beside_a_row_that_is_refused()
    {
        await GiveAllIdsOneHashAsync();
        Assert.Equal(new AppendResult(3, 1, SetAside: 2), await Store.AppendAsync([Some.Event("a"), Some.Event("b"), Some.Event("c", account: "acc_2", metadata: "{")], default));
        Assert.Equal(["22P02", "23505"], await ColumnAsync<string>("select sqlstate from set_aside_events order by 1"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_message_that_is_delivered_again_counts_nowhere()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(new AppendResult(5, 5), await Store.AppendAsync(Some.Batch((first, Some.Events(5, "a"))), default));
        var again = await Store.AppendAsync(Some.Batch((first, Some.Events(5, "a")), (second, Some.Events(3, "b"))), default);
        Assert.Equal(new AppendResult(3, 3, Redelivered: 5), again);
        Assert.Equal(8, await StoredAsync());
        Assert.Equal("8 0", await ScalarAsync<string>("select sum(stored) || ' ' || sum(duplicates) from ledger_deltas"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_message_of_events_that_are_known_counts_them_as_duplicates()
    {
        await Store.AppendAsync(Some.Batch((Guid.NewGuid(), Some.Events(5))), default);
        Assert.Equal(new AppendResult(5, 0), await Store.AppendAsync(Some.Batch((Guid.NewGuid(), Some.Events(5))), default));
        Assert.Equal("5 5", await ScalarAsync<string>("select sum(stored) || ' ' || sum(duplicates) from ledger_deltas"));
    }

    [Fact]
    public async Task One_message_delivered_to_many_workers_at_once_is_stored_and_counted_once()
    {
        var (id, rows) = (Guid.NewGuid(), Some.Events(300));
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => NewStore().AppendAsync(Some.Batch((id, rows)), default))));
        Assert.Equal(300, results.Sum(result => result.Received));
        Assert.Equal(300, results.Sum(result => result.Inserted));
        Assert.Equal("300 0", await ScalarAsync<string>("select sum(stored) || ' ' || sum(duplicates) from ledger_deltas"));
        await AssertRollupsAgreeAsync();
    }

    /// <summary>Text that does not compress.</summary>
    static string RandomText(int length)
    {
        var random = new Random(6);
        var text = new StringBuilder(length);
        while (text.Length < length) text.Append((char)('!' + random.Next(90)));
        return text.ToString();
    }

    /// <summary>With the hash that is used nobody can wait for two ids that have the same; here all of an account and day have.</summary>
    Task GiveAllIdsOneHashAsync() => ExecuteAsync("""
        drop index events_account_id_occurred_on_event_id;
        create unique index events_account_id_occurred_on_event_id on events (account_id, occurred_on, (length(event_id) * 0))
        """);
}
