using Analytics.Data.Accounts;
using Analytics.Data.Rollups;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Accounts;

public sealed class PostgresAccountsTests(PostgresServer server) : DatabaseTest(server)
{
    // Not this server's own locale: byte order whatever the database's is.
    protected override string DatabaseOptions => "template template0 locale_provider icu icu_locale 'en-US'";

    [Fact]
    public async Task Without_events_there_is_no_account() => Assert.Empty(await SampleAsync(10));

    [Fact]
    public async Task The_first_accounts_come_in_the_order_of_their_bytes()
    {
        string[] names = ["b", "B", "a/1", "ä", "'", "日本", "a", "Z"];
        await Store.AppendAsync([.. names.Select(name => Some.Event(account: name))], default);
        Assert.Equal(["'", "B", "Z", "a", "a/1", "b", "ä", "日本"], await SampleAsync(100));
        Assert.Equal(["'", "B", "Z"], await SampleAsync(3));
    }

    [Fact]
    public async Task An_account_is_listed_once_whether_folded_or_not_or_both()
    {
        await Store.AppendAsync([Some.Event(account: "folded"), Some.Event(account: "both")], default);
        await new PostgresRollups(Writer, new RollupOptions(), TimeProvider.System).FoldAsync(default);
        await Store.AppendAsync([Some.Event("2", account: "both"), Some.Event(account: "fresh")], default);
        Assert.Equal(["both", "folded", "fresh"], await SampleAsync(10));
    }

    Task<IReadOnlyList<string>> SampleAsync(int limit) => new PostgresAccounts(Reader).SampleAsync(limit, default);
}
