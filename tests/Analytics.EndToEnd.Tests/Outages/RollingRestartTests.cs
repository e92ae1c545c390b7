using System.Diagnostics;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>A release goes out one process at a time, under load: each ends in order, and its work is the others'.</summary>
public sealed class RollingRestartTests(BreakableSystem system) : BreakingTest(system)
{
    /// <summary>What a supervisor gives a process before it kills it: systemd 90 s, Docker 10 s.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Two_APIs_restarted_one_after_the_other_refuse_nothing_that_a_retry_does_not_heal()
    {
        await using var second = await System.AddApiAsync();
        using var secondClient = new ApiClient(second.Address);
        await using var load = new RetryingLoad(System, Client, secondClient);
        foreach (var api in (HostProcess[])[System.Api, second, System.Api, second])
        {
            await load.AcceptsMoreAsync(500);
            await StopInOrderAsync(api);
            await load.AcceptsMoreAsync(500);
            await api.StartAsync();
        }

        await load.StopAndFindAllStoredOnceAsync();
        Assert.NotEqual(0, load.Healed);
    }

    [Fact]
    public async Task Workers_restarted_one_by_one_under_load_are_not_noticed()
    {
        await using var load = new SteadyLoad(System);
        foreach (var worker in System.Workers.Concat(System.Workers))
        {
            await load.AcceptsMoreAsync(500);
            await StopInOrderAsync(worker);
            await load.AcceptsMoreAsync(500);
            await worker.StartAsync();
        }

        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
        Assert.Equal(0, load.Unanswered);
    }

    [Fact]
    public async Task An_API_that_drains_is_red_before_its_port_closes_and_takes_what_still_comes()
    {
        await using var api = await System.AddApiAsync(("Draining__Time", "00:00:06"));
        using var client = new ApiClient(api.Address);
        var account = Some.Account("drained");
        var stopping = api.StopAsync();
        var red = await Soon.IsAsync(() => client.GetAsync("/health/ready"), health => health.Status != HttpStatusCode.OK, "/health/ready is red", Grace);
        red.Must(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("stopping", (string?)red.Json["status"]);

        // A connection each: those that are open are served to their end either way.
        var (begun, events) = (Stopwatch.GetTimestamp(), 0);
        for (; Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(2); events++)
        {
            using var late = new ApiClient(api.Address);
            await late.AcceptedAsync(Some.Event(account, $"late-{events}"));
        }

        Assert.Equal(0, await stopping);
        await System.StoredSoonAsync(account, events);
        Assert.Equal((events, events, 0, 0), await Client.ClosedLedgerAsync(account));
    }

    static async Task StopInOrderAsync(HostProcess host)
    {
        var told = Stopwatch.GetTimestamp();
        Assert.Equal(0, await host.StopAsync());
        var took = Stopwatch.GetElapsedTime(told);
        Assert.True(took < Grace, $"It took {took.TotalSeconds:0.0} s to stop.");
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"stopped in {took.TotalSeconds:0.0} s"));
    }
}
