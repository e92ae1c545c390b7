using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Nobody has to start things in order: the API and a worker wait for servers that have never run, and become ready by themselves.</summary>
public sealed class ServersLastTests
{
    [Fact]
    public async Task The_api_and_a_worker_started_before_any_server_become_ready_by_themselves()
    {
        await using var postgres = new PostgresServer();
        await using var broker = new RabbitMqServer();
        await using var redis = new RedisServer();
        (string, string)[] settings =
        [
            ("ConnectionStrings__Postgres", postgres.ConnectionString),
            ("ConnectionStrings__RabbitMq", broker.ConnectionString),
            ("ConnectionStrings__Redis", redis.ConnectionString),
            ("Security__Mode", "Open"),
        ];
        await using var api = new HostProcess("Ingest.Api", settings);
        await using var worker = new HostProcess("Ingest.Worker", settings);
        api.Launch();
        worker.Launch();
        foreach (var host in (HostProcess[])[api, worker])
            await Eventually.EqualAsync(HttpStatusCode.ServiceUnavailable, async () => await host.HealthAsync() ?? HttpStatusCode.NotFound, "it runs and is not ready");

        using var client = new ApiClient(api.Address);
        var account = Some.Account("early");
        Assert.NotNull((await client.PostAsync(Some.Event(account))).Must(HttpStatusCode.ServiceUnavailable).Headers.RetryAfter);
        await Reads.AreAwayAsync(client);

        await Task.WhenAll(postgres.StartAsync(), redis.StartAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await api.HealthAsync());
        await broker.StartAsync();
        await api.WaitUntilReadyAsync();
        await worker.WaitUntilReadyAsync();

        await client.AcceptedAsync(Some.Events(account, 100));
        await Soon.IsAsync(
            async () => (int)(await client.GetAsync($"/accounts/{account}/pipeline")).Json["stored"]!, stored => stored == 100, "all events are stored", TimeSpan.FromSeconds(30));
    }
}
