using System.Net;
using Analytics.Tests.Servers;
using Ingest.Api.Answers;
using Ingest.Api.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingest.Api.Tests.Problems;

public sealed class AnswerDeadlineTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_a_handler_comes_to_after_its_deadline_leaves_the_next_answer_of_its_connection_alone()
    {
        var clock = new LeapingClock();
        var (late, next) = (new PausedRoute(), new PausedRoute());
        await using var app = Host(clock);
        app.MapReading().AddEndpointFilter<RouteGroupBuilder, AnswerDeadline>().MapGet("/late", () => late.AnswerAsync(() => Problem.BrokerAway(17)));
        app.MapGet("/next", () => next.AnswerAsync(() => TypedResults.Ok()));
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(app.Urls.First()) };

        var first = http.GetAsync("/late");
        await late.Asked.WaitAsync(Patience);
        await Eventually.TrueAsync(() => Task.FromResult(IsOverAfter(TimeSpan.FromSeconds(3))), "the deadline is over");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await first).StatusCode);

        var second = http.GetAsync("/next");
        await next.Asked.WaitAsync(Patience);
        late.GoOn();
        await late.Answered.WaitAsync(Patience);
        next.GoOn();
        var answer = await second.WaitAsync(Patience);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null(answer.Headers.RetryAfter);

        bool IsOverAfter(TimeSpan time)
        {
            clock.Leap(time);
            return first.IsCompleted;
        }
    }

    static WebApplication Host(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock).AddSingleton<StoreAwayFilter>();
        return builder.Build();
    }

    /// <summary>A route that answers when it is told to, however long its client has been gone.</summary>
    sealed class PausedRoute
    {
        readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => asked.Task;

        public Task Answered => answered.Task;

        public void GoOn() => goOn.SetResult();

        public async Task<IResult> AnswerAsync(Func<IResult> answer)
        {
            asked.SetResult();
            await goOn.Task;
            var result = answer();
            answered.SetResult();
            return result;
        }
    }
}
