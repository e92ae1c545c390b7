using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Ingest;
using Analytics.EndToEnd.Tests.Systems;
using Analytics.Tests.Oracle;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>F40: nine of ten events are one account's. The small ones are stored and counted as if they were alone.</summary>
public sealed class WhaleTests(SharedSystem system) : SystemTest(system)
{
    const int SmallAccounts = 100;
    const int EventsOfASmall = 20;
    const int EventsOfTheWhale = 9 * SmallAccounts * EventsOfASmall;
    const int EventsAPost = 500;

    [Fact]
    public async Task Beside_a_whale_small_accounts_are_stored_and_counted_right()
    {
        var whale = Some.Account("whale");
        var small = Enumerable.Range(0, SmallAccounts).Select(index => Some.Account($"small-{index}")).ToList();
        var begun = Stopwatch.GetTimestamp();
        var posting = Task.WhenAll(Some.Events(whale, EventsOfTheWhale).Chunk(EventsAPost).Select(PostAsync));
        var slowest = TimeSpan.Zero;
        foreach (var index in Enumerable.Range(0, EventsOfASmall))
        {
            var answers = await Task.WhenAll(small.Select(account => Client.TakenAsync(Encoding.UTF8.GetBytes(Some.Event(account, $"e-{index}", $"user-{index % 7}").ToJsonString()))));
            slowest = answers.Select(answer => answer.Took).Append(slowest).Max();
        }

        await posting;
        foreach (var account in small) await System.StoredSoonAsync(account, EventsOfASmall);
        var smallStored = Stopwatch.GetElapsedTime(begun);
        await System.StoredSoonAsync(whale, EventsOfTheWhale);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"the slowest answer to a small account: {slowest.TotalSeconds:0.00} s; the small ones stored after {smallStored.TotalSeconds:0.0} s, the whale after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s");

        foreach (var account in small) await CountedAsync(account, EventsOfASmall);
        await CountedAsync(whale, EventsOfTheWhale);
    }

    async Task CountedAsync(string account, int events)
    {
        var summary = await Client.SummaryAsync(account, Some.From, Some.To);
        Assert.Equal((events, 7), ((int)summary["events"]!, (int)summary["unique_users"]!));
        Assert.Equal((events, events, 0, 0), await Client.ClosedLedgerAsync(account));
        await RollupOracle.AssertAgreesAsync(System.Postgres.ConnectionString, account);
    }

    async Task PostAsync(IEnumerable<JsonObject> events)
    {
        var body = Compressed.As("gzip", Encoding.UTF8.GetBytes(string.Join('\n', events.Select(one => one.ToJsonString()))));
        await Client.TakenAsync(body, ApiClient.Lines, "gzip");
    }
}
