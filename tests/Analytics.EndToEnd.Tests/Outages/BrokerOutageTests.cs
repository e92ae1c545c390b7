using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>Without RabbitMQ nothing can be promised, so nothing is; when it is back, it goes on by itself.</summary>
public sealed class BrokerOutageTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public Task RabbitMQ_killed_is_503_in_time_and_202_again_by_itself() => OutageAsync(System.Broker.KillAsync, System.Broker.StartAsync);

    [Fact]
    public Task RabbitMQ_frozen_is_503_in_time_and_202_again_by_itself() => OutageAsync(
        () =>
        {
            System.Broker.Freeze();
            return Task.CompletedTask;
        },
        () =>
        {
            System.Broker.Thaw();
            return Task.CompletedTask;
        });

    async Task OutageAsync(Func<Task> begin, Func<Task> end)
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        await begin();

        var account = Some.Account("outage");
        for (var post = 0; post < 10; post++)
        {
            var answer = (await Client.PostAsync(Some.Event(account, $"during-{post}"))).Must(HttpStatusCode.ServiceUnavailable);
            Assert.Contains((string?)answer.Json["code"], (string[])["broker_away", "unconfirmed"]);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        }

        var red = await Soon.IsAsync(
            () => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.ServiceUnavailable, "/health/ready is red", NoticeLimit);
        Assert.Equal("down", (string?)red.Json["dependencies"]!["rabbitmq"]!["state"]);
        Assert.Equal("up", (string?)red.Json["dependencies"]!["postgres"]!["state"]);
        (await Client.GetAsync("/health/live")).Must(HttpStatusCode.OK);
        (await Client.GetAsync($"/accounts/{load.Account}/summary")).Must(HttpStatusCode.OK);

        await end();
        load.Heals();
        await Soon.IsAsync(
            () => Client.PostAsync(Some.Event(account, "after")), answer => answer.Status == HttpStatusCode.Accepted, "a POST is accepted again", RecoveryLimit);
        await load.AcceptsMoreAsync(500);
        await Soon.IsAsync(() => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.OK, "/health/ready is green", NoticeLimit);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.NotEmpty(load.Refused);
    }
}
