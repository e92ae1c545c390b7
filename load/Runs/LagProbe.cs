using Analytics.Load.Bench;
using Analytics.Load.Events;

namespace Analytics.Load.Runs;

/// <summary>
/// Measures POST → visible while a run runs: twice a second it posts one event and asks for it with <c>wait</c>, which is answered
/// as soon as it is stored. The API itself looks every 20 to 250 ms, so that a figure is up to that much too long. Every probe that was
/// planned counts, from when it was meant to begin: those that a stall keeps from beginning, or from being answered, are the stall.
/// </summary>
sealed class LagProbe(LoadRun run, TimeProvider clock)
{
    /// <summary>The longest that one event is waited for.</summary>
    public static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(5);
    const int WaitSeconds = 20;

    /// <summary>
    /// The API lets a hundred wait; those that measure must not take the places of those that use it. A probe beyond waits for one of
    /// these places, and its figure with it.
    /// </summary>
    const int UnderWayLimit = 20;

    readonly Lock counting = new();
    readonly Latencies lags = new();
    long notSeen;

    public LagFigures Figures
    {
        get
        {
            lock (counting)
            {
                return new LagFigures(lags.Count, notSeen, lags.Quantile(0.5).TotalMilliseconds, lags.Quantile(0.99).TotalMilliseconds, lags.Max.TotalMilliseconds);
            }
        }
    }

    /// <summary>Probes until <paramref name="ended"/>, and then waits for the probes under way.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken cancellation)
    {
        var underWay = new List<Task>();
        using var places = new SemaphoreSlim(UnderWayLimit);
        var plannedAt = clock.GetTimestamp();
        try
        {
            while (true)
            {
                underWay.RemoveAll(probe => probe.IsCompletedSuccessfully);
                underWay.Add(ProbeAsync(plannedAt, places, cancellation));
                plannedAt += (long)(Interval.TotalSeconds * clock.TimestampFrequency);
                // A timer that ticks would leave out what became due while this process stood still.
                if (clock.GetElapsedTime(clock.GetTimestamp(), plannedAt) is var left && left > TimeSpan.Zero) await Task.Delay(left, clock, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The load has ended.
        }

        await Task.WhenAll(underWay);
    }

    async Task ProbeAsync(long plannedAt, SemaphoreSlim places, CancellationToken cancellation)
    {
        bool seen;
        await places.WaitAsync(cancellation);
        try
        {
            seen = clock.GetElapsedTime(plannedAt) < WaitLimit && await SeenAsync(plannedAt, cancellation);
        }
        finally
        {
            places.Release();
        }

        lock (counting)
        {
            lags.Add(seen ? clock.GetElapsedTime(plannedAt) : WaitLimit);
            if (!seen) notSeen++;
        }
    }

    async Task<bool> SeenAsync(long plannedAt, CancellationToken cancellation)
    {
        MadeEvent[] probe = run.Events.Make(1);
        // All repetitions were in vain: nobody was promised to see it.
        if (await run.Api.RecordAsync(EventsJson.Body(probe), 1, cancellation) is { IsOk: false }) return false;
        var seen = false;
        while (!seen && clock.GetElapsedTime(plannedAt) < WaitLimit)
        {
            var answer = await run.Api.AskOnceAsync(
                $"accounts/{probe[0].AccountId}/events/{probe[0].EventId}?wait={WaitSeconds}", TimeSpan.FromSeconds(WaitSeconds) + AnswerGrace, cancellation);
            seen = answer.IsOk;
            // 404 has waited; anything else is a server that is too busy to be asked again at once.
            if (!seen && answer.Status != 404) await Task.Delay(Interval, clock, cancellation);
        }

        return seen;
    }
}
