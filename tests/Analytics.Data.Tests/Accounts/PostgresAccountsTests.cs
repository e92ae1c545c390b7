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

    [Fact]
    public async Task Found_are_those_that_begin_with_the_text_and_then_those_that_hold_it_in_any_case()
    {
        string[] names = ["shop", "shop-2", "Shop-3", "the shop", "a%", "a_", "b/SHOP", "other", "ä"];
        await Store.AppendAsync([.. names.Select(name => Some.Event(account: name))], default);
        await new PostgresRollups(Writer, new RollupOptions(), TimeProvider.System).FoldAsync(default);
        await Store.AppendAsync([Some.Event("2", account: "shop-2"), Some.Event(account: "unfolded shop")], default);
        await FindsAsync("shop", 10, ["shop", "shop-2", "Shop-3", "b/SHOP", "the shop", "unfolded shop"]);
        await FindsAsync("%", 10, ["a%"]);
        await FindsAsync("_", 10, ["a_"]);
        await FindsAsync("ä", 10, ["ä"]);
        await FindsAsync("nowhere", 10, []);
        await FindsAsync("", 3, ["Shop-3", "a%", "a_"], isComplete: false);
        Assert.Equal(10, (await SearchAsync("", 10)).Names.Count);
        Assert.True((await SearchAsync("", 10)).IsComplete);
    }

    [Fact]
    public async Task A_search_says_when_there_are_others()
    {
        await Store.AppendAsync([.. Enumerable.Range(0, 30).Select(index => Some.Event(account: $"{(char)('a' + (index % 3))}-shop-{index:00}"))], default);
        foreach (var limit in (int[])[1, 9, 10, 11, 29])
        {
            var (names, isComplete) = await SearchAsync("a-shop", limit);
            Assert.Equal((Math.Min(limit, 10), limit >= 10), (names.Count, isComplete));
            (names, isComplete) = await SearchAsync("SHOP", limit);
            Assert.Equal((limit, false), (names.Count, isComplete));
        }

        Assert.True((await SearchAsync("SHOP", 30)).IsComplete);
        Assert.Equal(30, (await SearchAsync("SHOP", 30)).Names.Count);
    }

    async Task FindsAsync(string search, int limit, string[] expected, bool isComplete = true)
    {
        var found = await SearchAsync(search, limit);
        Assert.Equal(expected, found.Names);
        Assert.Equal(isComplete, found.IsComplete);
    }

    async Task<(IReadOnlyList<string> Names, bool IsComplete)> SearchAsync(string search, int limit)
    {
        var found = await new PostgresAccounts(Reader).SearchAsync(search, limit, default);
        return (found.AccountIds, found.IsComplete);
    }

    Task<IReadOnlyList<string>> SampleAsync(int limit) => new PostgresAccounts(Reader).SampleAsync(limit, default);
}
