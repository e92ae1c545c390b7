using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>The edge and the table agree on what can be stored: what the one accepts, the other takes, unchanged.</summary>
public sealed class RandomEventsTests(SharedSystem system) : SystemTest(system)
{
    const int Posts = 10;
    const int EventsAPost = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_is_accepted_is_stored_unchanged_and_nothing_is_set_aside(int seed)
    {
        var account = Some.Account("random");
        var random = new RandomEvents(seed);
        var accepted = new Dictionary<string, string?>();
        for (var post = 0; post < Posts; post++)
        {
            var events = Enumerable.Range(0, EventsAPost).Select(index => (Id: $"e-{post}-{index}", Made: random.Next(account, $"e-{post}-{index}"))).ToList();
            var answer = (await Client.PostAsync("/events", string.Join('\n', events.Select(one => one.Made.Line)), ApiClient.Lines)).Must(HttpStatusCode.Accepted);
            var rejected = answer.Json["rejected"]!.AsArray().Select(one => (int)one!["index"]!).ToHashSet();
            Assert.Equal(EventsAPost - rejected.Count, (int)answer.Json["queued"]!);
            foreach (var (index, one) in events.Index().Where(one => !rejected.Contains(one.Index))) accepted.Add(one.Id, one.Made.Metadata);
        }

        // Both kinds, or the test has lost its point.
        Assert.InRange(accepted.Count, Posts * EventsAPost / 4, Posts * EventsAPost * 95 / 100);
        await System.StoredSoonAsync(account, accepted.Count);
        var rows = await System.QueryAsync<(string Id, string? Metadata)>("select event_id, metadata::text from events where account_id = @account", new { account });
        Assert.Equal(accepted.Count, rows.Count);
        Assert.All(rows, row => Assert.True(Json.Same(accepted[row.Id], row.Metadata), $"{row.Id}\nsent   {accepted[row.Id]}\nstored {row.Metadata}"));
        Assert.Equal(0, (await System.QueryAsync<long>("select count(*) from set_aside_events where account_id = @account", new { account }))[0]);
        Assert.Equal(accepted.Count, (int)(await Client.SummaryAsync(account, "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z"))["events"]!);
    }
}
