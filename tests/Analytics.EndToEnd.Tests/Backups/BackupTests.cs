using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Backups;

/// <summary>A dump that was made while the system ran, restored into servers that have never seen it.</summary>
public sealed class BackupTests(SharedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_dump_restored_into_new_servers_gives_the_same_answers_and_still_knows_each_event()
    {
        var (account, later) = (Some.Account("backup"), Some.Account("later"));
        var events = Some.Events(account, 500);
        await SendAsync(Client, events);
        await System.StoredSoonAsync(account, events.Length);
        await System.DrainedSoonAsync();
        var (ledger, summary) = (await Client.ClosedLedgerAsync(account), await FiguresAsync(Client, account));

        var dump = Path.Combine(Path.GetTempPath(), $"{account}.dump");
        try
        {
            await PostgresProgram.RunAsync(System.Postgres, "pg_dump", "--format=custom", $"--file={dump}", "analytics");
            await SendAsync(Client, Some.Events(later, 10));
            await using var restored = new RestoredSystem(dump);
            await restored.InitializeAsync();
            Assert.Equal(ledger, await restored.Client.ClosedLedgerAsync(account));
            Assert.Equal(summary, await FiguresAsync(restored.Client, account));
            Assert.Equal(0, await restored.StoredAsync(later));

            // What clients send again, since they do not know what the dump has.
            await SendAsync(restored.Client, events);
            await SendAsync(restored.Client, Some.Events(later, 10));
            await restored.StoredSoonAsync(later, 10);
            await restored.DrainedSoonAsync();
            var again = await Soon.IsAsync(
                () => restored.Client.ClosedLedgerAsync(account), got => got.Duplicates >= ledger.Duplicates + events.Length, "each event is known", Limit);
            Assert.Equal((events.Length, 0), (again.Stored, again.SetAside));
            Assert.Equal(events.Length, await restored.StoredAsync(account));
        }
        finally
        {
            File.Delete(dump);
        }
    }

    /// <summary>As a client does: after a 503 again.</summary>
    static Task<Answer> SendAsync(ApiClient client, JsonObject[] events) => Soon.IsAsync(
        () => client.PostAsync(new JsonArray([.. events.Select(one => one.DeepClone())])), answer => answer.Status == HttpStatusCode.Accepted, "the events are accepted", Limit);

    /// <summary>A summary without what says when it was made.</summary>
    static async Task<string> FiguresAsync(ApiClient client, string account)
    {
        var path = $"/accounts/{account}/summary?from={Uri.EscapeDataString(Some.From)}&to={Uri.EscapeDataString(Some.To)}";
        var answer = await Soon.IsAsync(() => client.GetAsync(path), got => got.Status == HttpStatusCode.OK, "the summary is there", Limit);
        var summary = answer.Json.AsObject();
        foreach (var freshness in (string[])["as_of", "source", "cached", "stale"]) summary.Remove(freshness);
        return summary.ToJsonString();
    }
}
