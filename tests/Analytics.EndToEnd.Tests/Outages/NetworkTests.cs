using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>The network to a server swallows everything, or breaks in the middle of it; the servers know nothing of that.</summary>
public sealed class NetworkTests(ProxiedSystem system) : SystemTest(system), IClassFixture<ProxiedSystem>
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(10);

    public override async ValueTask InitializeAsync() => await system.HealAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_black_hole_before_RabbitMQ_is_503_in_time_and_202_again_by_itself(bool endsInReset)
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        system.BrokerNetwork.BlackHole();
        var red = await Soon.IsAsync(
            () => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.ServiceUnavailable, "/health/ready is red", NoticeLimit);
        Assert.Equal("down", (string?)red.Json["dependencies"]!["rabbitmq"]!["state"]);
        var account = Some.Account("hole");
        for (var post = 0; post < 3; post++)
            Assert.NotNull((await Client.PostAsync(Some.Event(account, $"during-{post}"))).Must(HttpStatusCode.ServiceUnavailable).Headers.RetryAfter);

        if (endsInReset) system.BrokerNetwork.CutAll();
        system.BrokerNetwork.Pass();
        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_black_hole_before_PostgreSQL_stops_no_POST_and_reads_are_503_in_time(bool endsInReset)
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        system.PostgresNetwork.BlackHole();
        var red = await Soon.IsAsync(
            () => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.ServiceUnavailable, "/health/ready is red", NoticeLimit);
        Assert.Equal("down", (string?)red.Json["dependencies"]!["postgres"]!["state"]);
        for (var round = 0; round < 3; round++) await Reads.AreAwayAsync(Client);
        await load.AcceptsMoreAsync(5_000);

        if (endsInReset) system.PostgresNetwork.CutAll();
        system.PostgresNetwork.Pass();
        load.Heals();
        await Reads.AreBackAsync(Client);
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task Connections_that_break_in_the_middle_of_what_they_carry_lose_nothing()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var load = new SteadyLoad(System);
        for (var cut = 0; cut < 20; cut++)
        {
            await load.AcceptsMoreAsync(100);
            var network = cut % 2 == 0 ? system.PostgresNetwork : system.BrokerNetwork;
            network.CutAfter(random.Next(1, 60_000));
            await Soon.IsAsync(() => Task.FromResult(network.HasCut), cutNow => cutNow, "a connection is cut", NoticeLimit);
        }

        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }

    [Fact]
    public async Task A_slow_network_is_slow_and_nothing_else()
    {
        await using var load = new SteadyLoad(System);
        system.PostgresNetwork.Latency = system.BrokerNetwork.Latency = TimeSpan.FromMilliseconds(60);
        await load.AcceptsMoreAsync(1_000);
        await Reads.AreBackAsync(Client);
        system.PostgresNetwork.Latency = system.BrokerNetwork.Latency = TimeSpan.Zero;
        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }
}
