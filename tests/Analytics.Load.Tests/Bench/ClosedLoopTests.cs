using Analytics.Load.Bench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analytics.Load.Tests.Bench;

public class ClosedLoopTests
{
    static async Task<LoopResult> RunAsync(int connections, int requests, Func<int, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var arrived = 0;
        app.MapPost("/events", (HttpContext context) => answer(Interlocked.Increment(ref arrived), context));
        await app.StartAsync();
        var api = new Uri(app.Urls.First());
        var prepared = new BenchEvents("run", TimeProvider.System).Make("p", connections).Select(e => new SingleEventRequest(api, e)).ToArray();
        var taken = 0;
        return await new ClosedLoop(api, connections, TimeProvider.System)
            .RunAsync(k => Interlocked.Increment(ref taken) <= requests ? prepared[k].Next() : default, default)
            .WaitAsync(TimeSpan.FromSeconds(60));
    }

    static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = 202;
        return context.Response.WriteAsJsonAsync(new { statusCode = 202, queued = 1 });
    }

    [Fact]
    public async Task Every_request_is_answered_once()
    {
        var result = await RunAsync(256, 20_000, (_, context) => AcceptAsync(context));
        Assert.Equal((20_000, 20_000, 0), (result.Requests, result.Queued, result.SentAgain));
        Assert.InRange(result.Latencies.Quantile(0.5), TimeSpan.FromMicroseconds(1), result.Took);
    }

    [Fact]
    public async Task A_body_that_the_server_does_not_read_disturbs_nothing()
    {
        var result = await RunAsync(256, 20_000, (_, context) =>
        {
            context.Response.StatusCode = 202;
            return Task.CompletedTask;
        });
        Assert.Equal((20_000, 0), (result.Requests, result.SentAgain));
    }

    [Fact]
    public async Task A_question_that_is_answered_with_200_counts_as_well()
    {
        var result = await RunAsync(4, 100, (_, context) => context.Response.WriteAsync("{}"));
        Assert.Equal((100, 0, 0), (result.Requests, result.Queued, result.SentAgain));
    }

    [Fact]
    public async Task What_the_server_cannot_take_or_cuts_off_is_sent_again()
    {
        var result = await RunAsync(4, 100, (number, context) =>
        {
            if (number == 10)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }

            if (number != 20)
                return AcceptAsync(context);
            context.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal((100, 100, 2), (result.Requests, result.Queued, result.SentAgain));
    }

    [Fact]
    public async Task A_refusal_ends_the_run_and_says_what_was_answered()
    {
        var failed = await Assert.ThrowsAsync<BenchFailedException>(() => RunAsync(4, 100, (_, context) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("because");
        }));
        Assert.Contains("400: because", failed.Message, StringComparison.Ordinal);
    }
}
