using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Redis makes answers quicker and nothing else: without it they are the same.</summary>
public sealed class RedisOutageTests(BreakableSystem system) : BreakingTest(system)
{
    // DESIGN.md allows 250 ms over a cold summary; the rest is for a test machine that is busy.
    static readonly TimeSpan QuickLimit = TimeSpan.FromSeconds(1);

    [Fact]
    public Task Redis_killed_changes_no_answer() => OutageAsync(System.Redis.KillAsync);

    [Fact]
    public Task Redis_frozen_changes_no_answer() => OutageAsync(() =>
    {
        System.Redis.Freeze();
        return Task.CompletedTask;
    });

    async Task OutageAsync(Func<Task> begin)
    {
        var account = Some.Account("redis");
        await Client.AcceptedAsync(Some.Events(account, 50));
        await System.StoredSoonAsync(account, 50);
        await ReadAsync();
        Assert.True((bool)(await ReadAsync()).Json["cached"]!);

        await begin();
        for (var read = 0; read < 10; read++)
        {
            Assert.InRange((await ReadAsync()).Took, TimeSpan.Zero, QuickLimit);
        }

        await Client.AcceptedAsync(Some.Event(account, "during"));
        await System.StoredSoonAsync(account, 51);
        var ready = await Soon.IsAsync(
            () => Client.GetAsync("/health/ready"), health => health.Body.Contains("degraded", StringComparison.Ordinal), "Redis is missed", TimeSpan.FromSeconds(10));
        ready.Must(HttpStatusCode.OK);

        await System.HealAsync();
        await Soon.IsAsync(
            () => Client.GetAsync($"/accounts/{account}/summary?from=2026-02-01T00:00:00Z&to=2026-02-03T00:00:00Z"),
            answer => (bool)answer.Json["cached"]!,
            "answers are cached again",
            TimeSpan.FromSeconds(30));

        async Task<Answer> ReadAsync()
        {
            var answer = (await Client.GetAsync($"/accounts/{account}/summary?from={Some.From}&to={Some.To}")).Must(HttpStatusCode.OK);
            Assert.Equal(50, (int)answer.Json["events"]!);
            return answer;
        }
    }
}
