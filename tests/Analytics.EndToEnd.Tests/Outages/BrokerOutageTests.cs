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
        await using var load = new SteadyLoad(System, withLargePosts: true);
        await load.AcceptsMoreAsync(10_000);
        await begin();

        var account = Some.Account("outage");
        for (var post = 0; post < 10; post++)
        {
            var answer = (await Client.PostAsync(Some.Event(account, $"during-{post}"))).Must(HttpStatusCode.ServiceUnavailable);
            Assert.Contains((string?)answer.Json["code"], (string[])["broker_away", "unconfirmed"]);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        }

        await NoDialectTakesAnythingAsync(account);
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
        await load.AcceptsMoreAsync(10_000);
        await Soon.IsAsync(() => Client.GetAsync("/health/ready"), health => health.Status == HttpStatusCode.OK, "/health/ready is green", NoticeLimit);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.NotEmpty(load.Refused);
    }

    /// <summary>What a client of another service hears, which would throw its events away on anything that looks like success.</summary>
    async Task NoDialectTakesAnythingAsync(string account)
    {
        var asked = (IReadOnlyList<(string Target, string Body, string Type)>)
        [
            ($"/v1/batch?writeKey={account}", """{"batch":[{"type":"track","event":"e","userId":"u","messageId":"d-1"}]}""", "application/json"),
            ($"/e/?token={account}", """[{"event":"e","distinct_id":"u","uuid":"d-2"}]""", "text/plain"),
            ($"/cloudevents?key={account}", """{"specversion":"1.0","id":"d-3","source":"s","type":"t"}""", "application/cloudevents+json"),
        ];
        foreach (var (target, body, type) in asked)
        {
            var answer = (await Client.PostAsync(target, body, type)).Must(HttpStatusCode.ServiceUnavailable);
            Assert.Contains((string?)answer.Json["code"], (string[])["broker_away", "unconfirmed"]);
            Assert.NotNull(answer.Headers.RetryAfter);
        }

        var image = (await Client.GetAsync($"/pixel.gif?key={account}&user_id=u")).Must(HttpStatusCode.OK);
        Assert.Contains(image.Headers.GetValues("X-Ignored").Single(), (string[])["broker_away", "unconfirmed"]);
    }
}
