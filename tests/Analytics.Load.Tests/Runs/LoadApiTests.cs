using Analytics.Load.Events;
using Analytics.Load.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Load.Tests.Runs;

public class LoadApiTests
{
    static readonly ReadOnlyMemory<byte> Body = EventsJson.Body([new MadeEvent("e", "a", "u", "t", DateTime.UnixEpoch, "/", "{}")]);

    static async Task<(LoadAnswer Answer, SentEvents Events, List<string> Bodies)> RecordAsync(Func<int, HttpContext, Task> answer)
    {
        var (requests, bodies) = (0, new List<string>());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/events", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add(await reader.ReadToEndAsync());
            await answer(++requests, context);
        });
        await app.StartAsync();
        using var api = new LoadApi(new Uri(app.Urls.First() + "/"), key: null, TimeProvider.System);
        var got = await api.RecordAsync(Body, 1, default);
        return (got, api.Events, bodies);
    }

    static Task AcceptAsync(HttpContext context, int queued = 1)
    {
        context.Response.StatusCode = 202;
        return context.Response.WriteAsJsonAsync(new { queued, rejected = queued == 1 ? [] : new[] { new { index = 0, code = "missing_type", message = "m" } } });
    }

    static Task RefuseAsync(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { title = "Refused", detail = "as scripted" });
    }

    [Fact]
    public async Task An_accepted_event_counts_once()
    {
        var (answer, events, _) = await RecordAsync((_, context) => AcceptAsync(context));
        Assert.True(answer.IsOk);
        Assert.Equal((1, 1, 0, 0, 0), (events.Sent, events.Accepted, events.Refused, events.Unknown, events.RepeatedRequests));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task What_cannot_be_taken_now_is_sent_again_with_the_same_ids(int status)
    {
        var (answer, events, bodies) = await RecordAsync((number, context) => number < 3 ? RefuseAsync(context, status, retryAfter: "0") : AcceptAsync(context));
        Assert.True(answer.IsOk);
        Assert.Equal(3, bodies.Count);
        Assert.Single(bodies.Distinct());
        Assert.Equal((1, 1, 2), (events.Sent, events.Accepted, events.RepeatedRequests));
    }

    [Fact]
    public async Task A_question_that_is_asked_again_is_no_repeated_post()
    {
        await using var system = await PlayedSystem.StartAsync();
        var looks = 0;
        system.BeforeLedger = (_, context) => ++looks < 3 ? RefuseAsync(context, 503, retryAfter: "0") : Task.CompletedTask;
        using var api = new LoadApi(system.Address, key: null, TimeProvider.System);
        Assert.True((await api.ReadAsync("accounts/a/pipeline", default)).IsOk);
        Assert.Equal((3, 0), (looks, api.Events.RepeatedRequests));
    }

    [Fact]
    public async Task It_gives_up_after_a_bounded_number_of_times_and_does_not_know_what_became_of_the_event()
    {
        var (answer, events, bodies) = await RecordAsync((_, context) => RefuseAsync(context, 503, retryAfter: "0"));
        Assert.False(answer.IsOk);
        Assert.Equal(6, bodies.Count);
        Assert.Equal((1, 0, 0, 1), (events.Sent, events.Accepted, events.Refused, events.Unknown));
    }

    [Fact]
    public async Task A_server_that_asks_for_an_hour_is_not_waited_for()
    {
        var (answer, events, bodies) = await RecordAsync((_, context) => RefuseAsync(context, 429, retryAfter: "3600"));
        Assert.Equal("429", answer.Code);
        Assert.Single(bodies);
        Assert.Equal(1, events.Unknown);
    }

    [Fact]
    public async Task A_refusal_is_final_and_says_why()
    {
        var (answer, events, bodies) = await RecordAsync((_, context) => RefuseAsync(context, 403));
        Assert.Equal((403, "as scripted"), (answer.Status, answer.Problem));
        Assert.Single(bodies);
        Assert.Equal((1, "as scripted"), (events.Refused, events.FirstRefusal));
    }

    [Fact]
    public async Task An_event_that_a_202_lists_as_rejected_is_refused_and_its_request_has_failed()
    {
        var (answer, events, _) = await RecordAsync((_, context) => AcceptAsync(context, queued: 0));
        Assert.False(answer.IsOk);
        Assert.Equal((0, 1, "missing_type: m"), (events.Accepted, events.Refused, events.FirstRefusal));
    }
}
