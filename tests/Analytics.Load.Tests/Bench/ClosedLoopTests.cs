using System.Net;
using System.Net.Sockets;
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

    [Fact]
    public async Task A_server_that_never_answers_ends_the_run_and_not_the_user()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var loop = new ClosedLoop(new Uri($"http://{silent.LocalEndpoint}"), connections: 2, TimeProvider.System, timeLimit: TimeSpan.FromMilliseconds(50));
        var failed = await Assert.ThrowsAsync<BenchFailedException>(() => loop.RunAsync(_ => "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), default).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("has not answered everything within 00:00:00.05", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_ends_the_run()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var run = new ClosedLoop(new Uri($"http://{other.LocalEndpoint}"), connections: 1, TimeProvider.System).RunAsync(_ => "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), default);
        using var socket = await other.AcceptSocketAsync();
        await socket.SendAsync("SSH-2.0-OpenSSH\r\n\r\n"u8.ToArray());
        var failed = await Assert.ThrowsAsync<BenchFailedException>(() => run.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("cannot be read: The server does not speak HTTP/1.1.", failed.Message, StringComparison.Ordinal);
    }
}
