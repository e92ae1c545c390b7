using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Our own processes may end at any moment: what was acknowledged is on disk elsewhere.</summary>
public sealed class ProcessDeathTests(BreakableSystem system) : BreakingTest(system)
{
    [Fact]
    public async Task Workers_killed_under_load_lose_nothing_and_count_nothing_twice()
    {
        await using var load = new SteadyLoad(System);
        for (var kill = 0; kill < 4; kill++)
        {
            var worker = System.Workers[kill % System.Workers.Count];
            await load.AcceptsMoreAsync(1_000);
            await worker.KillAsync();
            await load.AcceptsMoreAsync(500);
            await worker.StartAsync();
        }

        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task All_workers_killed_at_once_lose_nothing()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(1_000);
        await Task.WhenAll(System.Workers.Select(worker => worker.KillAsync()));
        await load.AcceptsMoreAsync(1_000);
        await Task.WhenAll(System.Workers.Select(worker => worker.StartAsync()));
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task A_worker_told_to_stop_under_load_ends_in_order()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(1_000);
        Assert.Equal(0, await System.Workers[0].StopAsync());
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task The_api_told_to_stop_under_load_ends_in_order_and_loses_nothing_acknowledged()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(2_000);
        Assert.Equal(0, await System.Api.StopAsync());
        await load.StopAsync();
        Assert.NotEqual(0, load.Unanswered);
        await System.Api.StartAsync();
        await load.StopAndFindAllStoredOnceAsync();
    }

    [Fact]
    public async Task The_api_killed_under_load_loses_nothing_acknowledged()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(2_000);
        await System.Api.KillAsync();
        await System.Api.StartAsync();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }
}
