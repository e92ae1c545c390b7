using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// RabbitMQ closes the channel of a consumer that holds a message for too long, half an hour by default, and MassTransit 8.4 does
/// not notice: the worker must.
/// </summary>
public sealed class ConsumerTimeoutTests(BreakableSystem system) : BreakingTest(system)
{
    [Fact]
    public async Task A_worker_whose_channel_was_closed_comes_back_by_itself()
    {
        await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));
        await SetTimesAsync(timeout: "3000", tick: "500");
        await System.Workers[0].StartAsync();
        await using var load = new SteadyLoad(System);
        try
        {
            await load.AcceptsMoreAsync(500);
            var log = new FileInfo(System.Broker.Log).Length;
            await using (await HeldTable.HoldAsync(System.Postgres.ConnectionString, "events"))
            {
                await Soon.IsAsync(
                    () => System.BrokerSaidAsync(log), said => said.Contains("Timeout value used", StringComparison.Ordinal), "RabbitMQ closes the channel", TimeSpan.FromSeconds(30));
            }

            load.Heals();
            await load.AcceptsMoreAsync(500);
            await load.StopAndFindAllStoredOnceAsync();
        }
        finally
        {
            await SetTimesAsync(timeout: RabbitMqServer.Setting("consumer_timeout"), tick: "60000");
            await System.Workers[0].StopAsync(); // its channels have the short times
        }
    }

    /// <summary>In milliseconds: how long a message may be held, and how often a channel looks.</summary>
    Task<string> SetTimesAsync(string timeout, string tick) => System.Broker.ControlAsync(
        "eval", $"application:set_env(rabbit, consumer_timeout, {timeout}), application:set_env(rabbit, channel_tick_interval, {tick}).");
}
