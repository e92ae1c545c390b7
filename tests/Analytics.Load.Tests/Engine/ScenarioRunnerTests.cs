using Analytics.Load.Engine;
using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Analytics.Load.Tests.Engine;

public sealed class ScenarioRunnerTests : IDisposable
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    readonly ManualClock clock = new();
    readonly CancellationTokenSource stop = new();
    int begun;

    public void Dispose() => stop.Dispose();

    Task<ScenarioStats> Start(Func<int, Task<IResponse>> answer, params LoadSimulation[] load) => new ScenarioRunner(
        Scenario.Create("s", context => answer(Interlocked.Increment(ref begun))).WithLoadSimulations(load), stop, clock).RunAsync();

    Task Begun(int requests) => Soon.BecomesTrueAsync(() => Volatile.Read(ref begun) >= requests, $"{requests} requests have begun");

    // The clock moves only when the schedule waits for it: a request is then neither early nor late.
    async Task StepAsync(Task running, TimeSpan by, int steps)
    {
        for (var i = 0; i < steps && !running.IsCompleted; i++)
        {
            await Soon.BecomesTrueAsync(() => clock.Waiting > 0 || running.IsCompleted, "the schedule waits");
            clock.Advance(by);
        }
    }

    static Task<IResponse> Ok(int _) => Task.FromResult<IResponse>(Response.Ok("200"));

    [Fact]
    public async Task Requests_start_by_the_clock_and_not_before()
    {
        var running = Start(Ok, Simulation.Inject(rate: 1, interval: Second, during: 3 * Second));
        await Begun(1);
        await Soon.BecomesTrueAsync(() => clock.Waiting > 0, "the schedule waits");
        clock.Advance(0.9 * Second);
        Assert.Equal(1, begun);
        clock.Advance(0.1 * Second);
        await Begun(2);
        await StepAsync(running, Second, 5);
        var stats = await running.WaitAsync(Deadline);
        Assert.Equal((3, 0), (stats.Ok.Request.Count, stats.Fail.Request.Count));
    }

    [Fact]
    public async Task Requests_are_sent_while_the_ones_before_are_not_answered()
    {
        var answers = new TaskCompletionSource<IResponse>();
        var running = Start(_ => answers.Task, Simulation.Inject(rate: 1, interval: Second, during: 5 * Second));
        await StepAsync(running, Second, 5);
        await Begun(5);
        answers.SetResult(Response.Ok());
        Assert.Equal(5, (await running.WaitAsync(Deadline)).Ok.Request.Count);
    }

    [Fact]
    public async Task A_stall_is_in_the_figures_of_all_requests_that_were_meant_to_start_in_it()
    {
        var running = Start(Ok, Simulation.Inject(rate: 10, interval: Second, during: 8 * Second));
        await Begun(1);
        await Soon.BecomesTrueAsync(() => clock.Waiting > 0, "the schedule waits");
        clock.Advance(8 * Second); // nothing of this process ran for eight seconds, and then everything is late
        var stats = await running.WaitAsync(Deadline);

        // Measured from their real start all would be 0. Late were 79 of 80: by 7.9 s, 7.8 s and so on.
        Assert.Equal(80, stats.Ok.Request.Count);
        Assert.InRange(stats.Ok.Latency.MaxMs, 7_900, 8_000);
        Assert.InRange(stats.Ok.Latency.Percent50, 3_900, 4_200);
        Assert.InRange(stats.Ok.Latency.MeanMs, 3_900, 4_200);
    }

    [Fact]
    public async Task What_waits_for_a_slow_answer_has_all_of_its_waiting_in_its_figure()
    {
        var slow = new TaskCompletionSource();
        var running = Start(
            async _ =>
            {
                await slow.Task;
                return Response.Ok();
            },
            Simulation.Inject(rate: 1, interval: Second, during: 4 * Second));
        await StepAsync(running, Second, 4);
        await Begun(4);
        slow.SetResult();
        var stats = await running.WaitAsync(Deadline);
        Assert.Equal(4_000, stats.Ok.Latency.MaxMs);
        Assert.Equal(2_500, stats.Ok.Latency.MeanMs);
    }

    [Fact]
    public async Task What_throws_has_failed_and_what_fails_too_often_ends_the_test()
    {
        var scenario = Scenario.Create("s", context =>
            {
                Interlocked.Increment(ref begun);
                throw new InvalidOperationException("broken");
            })
            .WithLoadSimulations(Simulation.Inject(rate: 1, interval: Second, during: 100 * Second))
            .WithMaxFailCount(3);
        var running = new ScenarioRunner(scenario, stop, clock).RunAsync();
        for (var request = 1; request <= 3; request++)
        {
            await Begun(request);
            if (request < 3) await StepAsync(running, Second, 1);
        }

        var stats = await running.WaitAsync(Deadline); // and not for the 97 seconds that are left
        Assert.Equal(3, stats.Fail.Request.Count);
        Assert.Equal("broken", Assert.Single(stats.Fail.StatusCodes).Message);
    }

    [Fact]
    public async Task A_closed_load_sends_its_next_request_when_one_is_answered()
    {
        var gate = new SemaphoreSlim(0);
        var running = Start(
            async _ =>
            {
                await gate.WaitAsync();
                return Response.Ok();
            },
            Simulation.KeepConstant(copies: 2, during: 10 * Second));
        await Begun(2);
        gate.Release();
        await Begun(3);
        Assert.Equal(3, begun);
        clock.Advance(10 * Second);
        gate.Release(2);
        Assert.Equal(3, (await running.WaitAsync(Deadline)).Ok.Request.Count);
    }

    [Fact]
    public async Task A_request_that_never_ends_has_failed_after_a_bounded_time()
    {
        var running = Start(_ => new TaskCompletionSource<IResponse>().Task, Simulation.Inject(rate: 1, interval: Second, during: Second));
        await StepAsync(running, Second, 1);
        await StepAsync(running, TimeSpan.FromSeconds(60), 2);
        var stats = await running.WaitAsync(Deadline);
        Assert.Equal("no_answer", Assert.Single(stats.Fail.StatusCodes).StatusCode);
    }
}
