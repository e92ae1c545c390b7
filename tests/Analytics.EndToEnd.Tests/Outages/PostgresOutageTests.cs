using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Without PostgreSQL events are accepted as before and wait in the queue; only reading is away.</summary>
public sealed class PostgresOutageTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task PostgreSQL_killed_stops_no_POST_and_all_is_stored_when_it_is_back() => OutageAsync(System.Postgres.KillAsync, System.Postgres.StartAsync);

    [Fact]
    public Task PostgreSQL_stopped_in_order_stops_no_POST_and_all_is_stored_when_it_is_back() => OutageAsync(System.Postgres.StopAsync, System.Postgres.StartAsync);

    [Fact]
    public Task PostgreSQL_frozen_stops_no_POST_and_all_is_stored_when_it_goes_on() => OutageAsync(
        () =>
        {
            System.Postgres.Freeze();
            return Task.CompletedTask;
        },
        () =>
        {
            System.Postgres.Thaw();
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Without_PostgreSQL_an_answer_that_was_given_lately_is_given_again_and_says_how_old_it_is()
    {
        var account = Some.Account("stale");
        await Client.AcceptedAsync(Some.Events(account, 5));
        await System.StoredSoonAsync(account, 5);
        var path = $"/accounts/{account}/summary?from={Some.From}&to={Some.To}";
        var fresh = await Soon.IsAsync(() => Client.GetAsync(path), answer => (int)answer.Json["events"]! == 5, "the summary is right", NoticeLimit);

        await System.Postgres.KillAsync();
        var stale = await Soon.IsAsync(() => Client.GetAsync(path), answer => answer.Status == HttpStatusCode.OK && (bool)answer.Json["stale"]!, "the answer is stale", NoticeLimit);
        Assert.Equal((5, (string)fresh.Json["as_of"]!), ((int)stale.Json["events"]!, (string)stale.Json["as_of"]!));
        Assert.True(stale.Headers.Age >= TimeSpan.FromSeconds(3));
        Assert.NotEqual(fresh.Headers.ETag, stale.Headers.ETag);
        (await Client.GetAsync($"/accounts/{Some.Account("never")}/summary")).Must(HttpStatusCode.ServiceUnavailable);

        await System.Postgres.StartAsync();
        await Soon.IsAsync(() => Client.GetAsync(path), answer => !(bool)answer.Json["stale"]!, "the answer is fresh", TimeSpan.FromSeconds(30));
    }

    async Task OutageAsync(Func<Task> begin, Func<Task> end)
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        await begin();

        var red = await Soon.IsAsync(
            () => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.ServiceUnavailable, "/health/ready is red", NoticeLimit);
        Assert.Equal("down", (string?)red.Json["dependencies"]!["postgres"]!["state"]);
        (await Client.GetAsync("/health/live")).Must(HttpStatusCode.OK);
        await Reads.AreAwayAsync(Client);

        // Some seconds of it: longer than any retry of a batch would last.
        await load.AcceptsMoreAsync(10_000);
        Assert.Empty(load.Refused);

        await end();
        load.Heals();
        await Reads.AreBackAsync(Client);
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }
}
