using Analytics.Load.Runs;
using Microsoft.AspNetCore.Http;

namespace Analytics.Load.Tests.Runs;

public class LagProbeTests
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly ManualClock clock = new();

    LagProbe Some(LoadApi api) => new(new LoadRun(new LoadProfile { Accounts = 1, Users = 1 }, api, "test", clock, default), clock);

    static async Task<LagFigures> EndAsync(LagProbe probe, Task running, CancellationTokenSource ended)
    {
        await ended.CancelAsync();
        await running.WaitAsync(Deadline);
        return probe.Figures;
    }

    // The clock moves only when the next probe is waited for: each of them is planned when it should be.
    async Task PlanAsync(int probes)
    {
        for (var i = 0; i < probes; i++)
        {
            await Soon.BecomesTrueAsync(() => clock.Waiting > 0, "the next probe is waited for");
            clock.Advance(Interval);
        }

        await Soon.BecomesTrueAsync(() => clock.Waiting > 0, "the last probe has been planned");
    }

    [Fact]
    public async Task Probes_that_a_stall_keeps_from_beginning_count_with_their_wait()
    {
        await using var system = await PlayedSystem.StartAsync();
        var stall = new TaskCompletionSource();
        system.BeforePost = (_, _) => stall.Task;
        using var api = new LoadApi(system.Address, key: null, clock);
        using var ended = new CancellationTokenSource();
        var probe = Some(api);
        var running = probe.RunAsync(ended.Token, default);
        await PlanAsync(39); // and one at once; half of them find no place
        await Soon.BecomesTrueAsync(() => system.Posts == 20, "all places are taken");
        stall.SetResult();
        await Soon.BecomesTrueAsync(() => probe.Figures.Probes == 40, "every probe counts");
        var figures = await EndAsync(probe, running, ended);
        Assert.Equal((40, 0, 19_500), (figures.Probes, figures.NotSeen, figures.MaxMs)); // by 19.5 s, 19 s and so on to 0
        Assert.InRange(figures.P50Ms, 9_500, 9_500 * 1.03);
        Assert.InRange(figures.P99Ms, 19_000, 19_500);
    }

    [Fact]
    public async Task A_probe_whose_post_is_never_taken_counts_as_not_seen()
    {
        await using var system = await PlayedSystem.StartAsync();
        system.BeforePost = (_, context) =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600"; // longer than a load run waits
            return context.Response.WriteAsync("later");
        };
        using var api = new LoadApi(system.Address, key: null, clock);
        using var ended = new CancellationTokenSource();
        var probe = Some(api);
        var running = probe.RunAsync(ended.Token, default);
        await Soon.BecomesTrueAsync(() => probe.Figures.Probes == 1, "it counts");
        Assert.Equal(new LagFigures(1, 1, 60_000, 60_000, 60_000), await EndAsync(probe, running, ended));
    }

    [Fact]
    public async Task An_event_is_in_the_summary_when_one_that_nobody_has_asked_for_counts_it()
    {
        await using var system = await PlayedSystem.StartAsync();
        system.Summarised = (before, events) => before < 2 ? 0 : events;
        using var api = new LoadApi(system.Address, key: null, clock);
        using var ended = new CancellationTokenSource();
        var probe = Some(api);
        var running = probe.RunAsync(ended.Token, default);
        for (var asked = 1; asked <= 2; asked++)
        {
            await Soon.BecomesTrueAsync(() => system.Summaries.Count == asked && clock.Waiting == 2, "the next probe and the next summary are waited for");
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await Soon.BecomesTrueAsync(() => probe.SummaryFigures.Probes == 1, "the third summary counts it");
        await EndAsync(probe, running, ended);
        Assert.Equal((0, 200), (probe.Figures.MaxMs, probe.SummaryFigures.MaxMs));
        Assert.Equal(3, system.Summaries.Distinct().Count());
    }

    [Fact]
    public async Task Probes_that_became_due_while_nothing_ran_are_made_up_for()
    {
        await using var system = await PlayedSystem.StartAsync();
        using var api = new LoadApi(system.Address, key: null, clock);
        using var ended = new CancellationTokenSource();
        var probe = Some(api);
        var running = probe.RunAsync(ended.Token, default);
        await Soon.BecomesTrueAsync(() => clock.Waiting > 0 && probe.Figures.Probes == 1, "the first is seen");
        clock.Advance(TimeSpan.FromSeconds(5));
        await Soon.BecomesTrueAsync(() => probe.Figures.Probes == 11, "the ten of the five seconds count");
        Assert.Equal(4_500, (await EndAsync(probe, running, ended)).MaxMs);
    }
}
