using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>A broker that runs out of memory or disk reads no publisher any more; who takes messages from it must go on, or it never ends.</summary>
public sealed class BrokerAlarmTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(10);

    [Fact]
    public Task A_memory_alarm_is_503_in_time_and_the_queue_drains_under_it() => AlarmAsync(
        ["set_vm_memory_high_watermark", "0.000001"], ["set_vm_memory_high_watermark", "absolute", RabbitMqServer.Setting("vm_memory_high_watermark.absolute")]);

    [Fact]
    public Task A_disk_alarm_is_503_in_time_and_the_queue_drains_under_it() => AlarmAsync(
        ["set_disk_free_limit", "100000GB"], ["set_disk_free_limit", RabbitMqServer.Setting("disk_free_limit.absolute")]);

    async Task AlarmAsync(string[] raise, string[] clear)
    {
        await using var load = new SteadyLoad(System);
        foreach (var worker in System.Workers) worker.Freeze();
        await load.AcceptsMoreAsync(1_000);
        try
        {
            await System.Broker.ControlAsync(raise);
            await Soon.IsAsync(() => Task.FromResult(load.Refused.Count), refused => refused > 0, "the load is refused", NoticeLimit);
            var account = Some.Account("alarm");
            for (var post = 0; post < 5; post++)
            {
                var answer = (await Client.PostAsync(Some.Event(account, $"during-{post}"))).Must(HttpStatusCode.ServiceUnavailable);
                Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
            }

            var red = await Soon.IsAsync(
                () => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.ServiceUnavailable, "/health/ready is red", NoticeLimit);
            Assert.StartsWith("takes no messages", (string?)red.Json["dependencies"]!["rabbitmq"]!["detail"], StringComparison.Ordinal);

            foreach (var worker in System.Workers) worker.Thaw();
            await System.StoredSoonAsync(load.Account, load.Accepted);
            await System.DrainedSoonAsync();
        }
        finally
        {
            await System.Broker.ControlAsync(clear);
        }

        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
    }
}
