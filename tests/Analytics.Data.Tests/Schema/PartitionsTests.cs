using Analytics.Data.Schema;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Schema;

public sealed class PartitionsTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Months_are_made_when_rows_need_them()
    {
        Assert.Empty(await MonthsAsync());
        await Store.AppendAsync(
            [
                Some.Event("first", at: new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
                Some.Event("last", at: new DateTime(2025, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc)),
                Some.Event("next", at: new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
            ],
            default);
        Assert.Equal(["events_2000_01", "events_2025_12", "events_2026_01"], await MonthsAsync());
        Assert.Equal(["first"], await ColumnAsync<string>("select event_id from events_2000_01"));
        Assert.Equal(["last"], await ColumnAsync<string>("select event_id from events_2025_12"));
        Assert.Equal(["next"], await ColumnAsync<string>("select event_id from events_2026_01"));
    }

    [Fact]
    public async Task A_month_has_the_key_and_the_index_of_the_table()
    {
        await Store.AppendAsync(Some.Events(1), default);
        Assert.Equal(
            ["(account_id, occurred_on, event_id_hash(event_id))", "(account_id, second_of(occurred_at))"],
            await ColumnAsync<string>("select substring(indexdef from '\\(.*\\)') from pg_indexes where tablename = 'events_2026_02' order by 1"));
    }

    [Fact]
    public async Task Many_connections_at_once_make_each_month_once()
    {
        var rows = Enumerable.Range(0, 6).Select(month => Some.Event($"evt_{month}", at: Some.Noon.AddMonths(month))).ToList();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            await using var connection = await Postgres.OpenConnectionAsync();
            await new Partitions().EnsureAsync(connection, i % 2 == 0 ? rows : [.. rows.AsEnumerable().Reverse()], default);
        }));
        Assert.Equal(6, (await MonthsAsync()).Count);
    }

    [Fact]
    public async Task A_month_is_made_while_others_write_and_read_another()
    {
        await Store.AppendAsync(Some.Events(1), default);
        await using var busy = await Postgres.OpenConnectionAsync();
        await busy.ExecuteAsync("begin; update events set type = 'busy'; select * from events");
        await Store.AppendAsync([Some.Event("later", at: Some.Noon.AddMonths(1))], default).WaitAsync(Patience);
        await busy.ExecuteAsync("rollback");
        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task A_month_dropped_behind_its_back_is_made_again()
    {
        await Store.AppendAsync(Some.Events(3), default);
        await ExecuteAsync("drop table events_2026_02");

        Assert.Equal(3, (await Store.AppendAsync(Some.Events(3, "new_"), default)).Inserted);
        Assert.Equal(["new_0", "new_1", "new_2"], await ColumnAsync<string>("select event_id from events order by 1"));
    }

    [Fact]
    public async Task A_month_dropped_behind_its_back_is_made_again_also_while_merging()
    {
        await Store.AppendAsync(Some.Events(3), default);
        await Store.AppendAsync(Some.Events(3), default); // known rows: from here on it merges
        await ExecuteAsync("drop table events_2026_02");
        Assert.Equal(3, (await Store.AppendAsync(Some.Events(3, "new_"), default)).Inserted);
    }

    Task<List<string>> MonthsAsync() =>
        ColumnAsync<string>("select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass order by 1");
}
