using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>An administrator, or a balancer in between, may close any connection to RabbitMQ at any time: all come back by themselves.</summary>
public sealed class BrokerConnectionsTests(BreakableSystem system) : BreakingTest(system)
{
    [Fact]
    public async Task All_connections_closed_again_and_again_under_load_lose_nothing()
    {
        await using var load = new SteadyLoad(System);
        for (var round = 0; round < 4; round++)
        {
            await load.AcceptsMoreAsync(500);
            await System.Broker.ControlAsync("close_all_connections", "closed by a test");
        }

        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }
}
