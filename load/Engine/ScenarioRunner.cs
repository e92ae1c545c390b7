using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Analytics.Load.Engine;

/// <summary>
/// Sends one scenario's requests when the schedule says, whether the ones before are answered or not, and measures each from the
/// moment it was meant to start: what waits behind a stall, of the server or of this process, waits in its figure too. What a
/// request may cost, and how many may be under way, is the scenario's own business.
/// </summary>
sealed class ScenarioRunner(ScenarioProps scenario, CancellationTokenSource stop, TimeProvider clock)
{
    /// <summary>How long the last answers are waited for; what has none by then has failed.</summary>
    static readonly TimeSpan LastAnswersLimit = TimeSpan.FromSeconds(60);

    // A timer cannot wait for less: what is due sooner is sent at once.
    static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    readonly ScenarioMeter meter = new();
    readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int invocations, underWay = 1; // one for the schedule itself

    public async Task<ScenarioStats> RunAsync()
    {
        var began = clock.GetTimestamp();
        var (startsAt, before) = (began, 0);
        foreach (var simulation in scenario.LoadSimulations)
        {
            if (stop.IsCancellationRequested) break;
            try
            {
                if (simulation.Kind == SimulationKind.KeepConstant) await KeepAsync(simulation, startsAt);
                else await InjectAsync(simulation, before, startsAt);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }

            startsAt += Ticks(simulation.During);
            before = simulation.Kind == SimulationKind.KeepConstant ? 0 : simulation.Amount;
        }

        if (Interlocked.Decrement(ref underWay) == 0) idle.TrySetResult();
        await Task.WhenAny(idle.Task, Task.Delay(LastAnswersLimit, clock));
        for (var left = Volatile.Read(ref underWay); left > 0; left--) meter.Add(Response.Fail("no_answer"), LastAnswersLimit);
        return meter.Stats(scenario.ScenarioName, clock.GetElapsedTime(began));
    }

    async Task InjectAsync(LoadSimulation simulation, int before, long startsAt)
    {
        foreach (var offset in ArrivalSchedule.Of(simulation, before))
        {
            var plannedAt = startsAt + Ticks(offset);
            await WaitUntilAsync(plannedAt);
            stop.Token.ThrowIfCancellationRequested();
            Interlocked.Increment(ref underWay);
            // On its own thread: making a body must not delay the next arrival.
            _ = Task.Run(() => InvokeAsync(plannedAt), CancellationToken.None);
        }

        await WaitUntilAsync(startsAt + Ticks(simulation.During));
    }

    async Task KeepAsync(LoadSimulation simulation, long startsAt)
    {
        var endsAt = startsAt + Ticks(simulation.During);
        await Task.WhenAll(Enumerable.Range(0, simulation.Amount).Select(_ => Task.Run(async () =>
        {
            while (clock.GetTimestamp() is var now && now < endsAt && !stop.IsCancellationRequested)
            {
                Interlocked.Increment(ref underWay);
                await InvokeAsync(now);
            }
        })));
    }

    async Task InvokeAsync(long plannedAt)
    {
        // Started up to a millisecond early: then from there.
        var from = Math.Min(plannedAt, clock.GetTimestamp());
        var context = new ScenarioContext(Interlocked.Increment(ref invocations), from, stop);
        IResponse response;
        try
        {
            response = await scenario.Run(context);
        }
#pragma warning disable CA1031 // A scenario that throws has a failed request, whatever it threw.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            response = Response.Fail("exception", thrown.Message);
        }

        if (meter.Add(response, clock.GetElapsedTime(from)) >= scenario.MaxFailCount)
            context.StopCurrentTest($"Scenario '{scenario.ScenarioName}' failed {scenario.MaxFailCount} times.");
        if (Interlocked.Decrement(ref underWay) == 0) idle.TrySetResult();
    }

    async Task WaitUntilAsync(long timestamp)
    {
        var left = clock.GetElapsedTime(clock.GetTimestamp(), timestamp);
        if (left >= ShortestDelay) await Task.Delay(left, clock, stop.Token);
    }

    long Ticks(TimeSpan time) => (long)(time.TotalSeconds * clock.TimestampFrequency);
}
