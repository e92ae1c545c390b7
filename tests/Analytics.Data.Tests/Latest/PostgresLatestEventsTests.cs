using Analytics.Data.Latest;
using Analytics.Data.Ledger;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Latest;

public sealed class PostgresLatestEventsTests(PostgresServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task The_latest_by_timestamp_of_one_account_come_first_over_the_ends_of_months_and_not_more_than_the_limit()
    {
        var start = new DateTime(2026, 1, 31, 23, 0, 0, DateTimeKind.Utc);
        await Store.AppendAsync([.. Enumerable.Range(0, 150).Select(i => Some.Event($"e{i}", at: start.AddMinutes(i), path: i == 149 ? "/last" : null))], default);
        await Store.AppendAsync([Some.Event("other", "acc_2", at: start.AddDays(5))], default);

        var latest = await new PostgresLatestEvents(Reader).ReadAsync("acc_1", default);
        Assert.Equal(Enumerable.Range(0, PostgresLatestEvents.Limit).Select(i => $"e{149 - i}"), latest.Select(one => one.EventId));
        Assert.Equal(new LatestEvent("e149", "user_1", "login", start.AddMinutes(149), Some.Event().ReceivedAt, "/last"), latest[0]);
        Assert.Empty(await new PostgresLatestEvents(Reader).ReadAsync("nobody", default));
    }

    [Fact]
    public async Task How_many_are_stored_is_counted_for_many_accounts_at_once_before_and_after_a_fold()
    {
        await Store.AppendAsync([Some.Event("1"), Some.Event("2"), Some.Event("1", "acc_2"), Some.Event("1", "acc_3")], default);
        var ledger = new PostgresLedger(Reader, Postgres);
        for (var fold = 0; fold < 2; fold++)
        {
            var stored = await ledger.ReadStoredAsync(["acc_1", "acc_2", "nobody"], default);
            Assert.Equal([("acc_1", 2L), ("acc_2", 1L)], stored.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value)));
            await Store.AppendAsync([Some.Event("1")], default); // a duplicate changes nothing
            while (await new LedgerFold(Writer).FoldAsync(default) > 0) { }
        }
    }
}
