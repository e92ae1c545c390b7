using Analytics.Load.Engine;
using Analytics.Load.Measurements;
using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Measurements;

public sealed class MeasuredRequestsTests : IDisposable
{
    readonly ManualClock clock = new();
    readonly CancellationTokenSource stop = new(), user = new();

    public void Dispose()
    {
        stop.Dispose();
        user.Dispose();
    }

    (MeasuredRequests Requests, Timeline Timeline) Some(int limit)
    {
        var timeline = new Timeline("t", TimeSpan.FromMinutes(1), clock);
        return (new MeasuredRequests(timeline, new InFlightLimit(limit), clock, user.Token), timeline);
    }

    ScenarioContext Context(TimeSpan late = default) => new(1, clock.GetTimestamp() - late.Ticks, stop);

    [Fact]
    public async Task What_comes_beyond_the_limit_is_not_sent_and_has_failed()
    {
        var (requests, timeline) = Some(limit: 2);
        var answer = new TaskCompletionSource<LoadAnswer>();
        var sent = 0;
        var running = Enumerable.Range(0, 5).Select(_ => requests.RunAsync(Context(), () =>
        {
            sent++;
            return answer.Task;
        })).ToList();
        Assert.Equal(2, sent);
        Assert.Equal(3, running.Count(request => request.IsCompleted));
        answer.SetResult(new LoadAnswer(202, IsOk: true, 10));
        Assert.Equal(3, (await Task.WhenAll(running)).Count(response => response is { IsError: true, StatusCode: "in_flight_limit" }));
        Assert.Equal((2, 3), timeline.Counts);
        Assert.False((await requests.RunAsync(Context(), () => answer.Task)).IsError); // there is room again
    }

    [Fact]
    public async Task A_request_is_measured_from_when_it_was_meant_to_start()
    {
        var (requests, timeline) = Some(limit: 1);
        await requests.RunAsync(Context(late: TimeSpan.FromSeconds(2)), () => Task.FromResult(new LoadAnswer(202, IsOk: true, 10)));
        Assert.InRange(timeline.Quantile(1).TotalSeconds, 2, 2.1);
    }

    [Fact]
    public async Task When_the_user_wants_it_to_end_nothing_more_is_sent_and_the_test_stops()
    {
        var (requests, _) = Some(limit: 1);
        await user.CancelAsync();
        var response = await requests.RunAsync(Context(), () => throw new InvalidOperationException("sent"));
        Assert.True(response.IsError);
        Assert.True(stop.IsCancellationRequested);
    }
}
