using System.Globalization;
using System.Text.Json;
using Analytics.Load.Bench;
using Analytics.Load.Events;

namespace Analytics.Load.Runs;

/// <summary>
/// Measures POST → visible while a run runs: twice a second it posts one event and asks for it with <c>wait</c>, which is answered
/// as soon as it is stored, and then for a summary that nobody has asked for, so that none is kept, until that counts the event. The API
/// itself looks every 20 to 250 ms, so that a figure is up to that much too long. Every probe that was planned counts, from when it was
/// meant to begin: those that a stall keeps from beginning, or from being answered, are the stall.
/// </summary>
sealed class LagProbe(LoadRun run, TimeProvider clock)
{
    /// <summary>The longest that one event is waited for.</summary>
    public static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan SummaryInterval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(5);
    const int WaitSeconds = 20;

    /// <summary>
    /// The API lets a hundred wait; those that measure must not take the places of those that use it. A probe beyond waits for one of
    /// these places, and its figure with it.
    /// </summary>
    const int UnderWayLimit = 20;

    readonly Lag byId = new(), inSummary = new();

    /// <summary>Until the event itself was shown.</summary>
    public LagFigures Figures => byId.Figures;

    /// <summary>Until a summary counted it.</summary>
    public LagFigures SummaryFigures => inSummary.Figures;

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
        bool isSeen, isCounted;
        await places.WaitAsync(cancellation);
        try
        {
            // When it was planned, to the millisecond: no two probes have the same.
            var at = clock.GetUtcNow() - clock.GetElapsedTime(plannedAt);
            var probe = run.Events.MakeProbe(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond)));
            isSeen = IsInTime(plannedAt) && await IsSeenAsync(probe, plannedAt, cancellation);
            byId.Add(isSeen ? clock.GetElapsedTime(plannedAt) : null);
            isCounted = isSeen && await IsCountedAsync(probe, plannedAt, cancellation);
        }
        finally
        {
            places.Release();
        }

        inSummary.Add(isCounted ? clock.GetElapsedTime(plannedAt) : null);
    }

    bool IsInTime(long plannedAt) => clock.GetElapsedTime(plannedAt) < WaitLimit;

    async Task<bool> IsSeenAsync(MadeEvent probe, long plannedAt, CancellationToken cancellation)
    {
        // All repetitions were in vain: nobody was promised to see it.
        if (await run.Api.RecordAsync(EventsJson.Body([probe]), 1, cancellation) is { IsOk: false }) return false;
        while (IsInTime(plannedAt))
        {
            var (answer, _) = await run.Api.AskOnceAsync(
                $"accounts/{probe.AccountId}/events/{probe.EventId}?wait={WaitSeconds}", TimeSpan.FromSeconds(WaitSeconds) + AnswerGrace, cancellation);
            if (answer.IsOk) return true;
            // 404 has waited; anything else is a server that is too busy to be asked again at once.
            if (answer.Status != 404) await Task.Delay(Interval, clock, cancellation);
        }

        return false;
    }

    async Task<bool> IsCountedAsync(MadeEvent probe, long plannedAt, CancellationToken cancellation)
    {
        for (var asked = 0; IsInTime(plannedAt); asked++)
        {
            // Its own millisecond, and one more before it each time: a range that nobody has asked for, with no other probe in it.
            var (answer, content) = await run.Api.AskOnceAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"accounts/{probe.AccountId}/summary?from={probe.OccurredAt.AddMilliseconds(-asked):yyyy-MM-ddTHH:mm:ss.fff}Z&to={probe.OccurredAt.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fff}Z"),
                AnswerGrace,
                cancellation);
            if (answer.IsOk && EventsIn(content) > 0) return true;
            await Task.Delay(SummaryInterval, clock, cancellation);
        }

        return false;
    }

    static long EventsIn(byte[] summary)
    {
        using var json = JsonDocument.Parse(summary);
        return json.RootElement.GetProperty("events").GetInt64();
    }

    sealed class Lag
    {
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

        /// <param name="lag">Null when it was not seen in time.</param>
        public void Add(TimeSpan? lag)
        {
            lock (counting)
            {
                lags.Add(lag ?? WaitLimit);
                if (lag is null) notSeen++;
            }
        }
    }
}
