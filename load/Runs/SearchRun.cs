using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>
/// Runs a profile at one rate after another to find the highest that holds. The first run warms the system up: of it only the ledger
/// is judged. A rate that does not hold is tried once more: on a machine that others use too, one bad quarter of a minute is no verdict.
/// </summary>
sealed class SearchRun(LoadOptions options, TextWriter progress, bool isTerminal, TimeProvider clock)
{
    /// <exception cref="LoadFailedException">The system is not there, or cannot be asked.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        var wanted = options.Profile.Search!;
        var search = new RateSearch(wanted.FirstRequestsPerMinute, wanted.RequestsPerMinuteLimit);
        await progress.WriteLineAsync($"Warming up for {wanted.StepSeconds} s.");
        var warmUp = await RunAtAsync(wanted.FirstRequestsPerMinute, cancellation);
        var (best, steps) = (warmUp, new List<SearchStep>());
        while (search.Next is { } rate)
        {
            var (run, step) = await TryAsync(rate, cancellation);
            if (!step.Holds) (run, step) = await TryAsync(rate, cancellation);
            if (step.Holds) best = run;
            search.Note(step.Holds);
        }

        return best with
        {
            Profile = best.Profile with { Search = wanted, Thresholds = options.Profile.Thresholds },
            Steps = steps,
            WarmUpFaults = [.. warmUp.Ledger.Faults],
        };

        async Task<(RunResult Run, SearchStep Step)> TryAsync(int rate, CancellationToken stop)
        {
            var run = await RunAtAsync(rate, stop);
            var step = SearchStep.Of(run, wanted.P99Ms);
            steps.Add(step);
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:N0} requests a minute: p99 {step.P99Ms:0.0} ms, {step.Failed} failed, {step.Lost} lost: {(step.Holds ? "holds" : step.Faults is [var fault, ..] ? fault : "too much")}"));
            return (run, step);
        }
    }

    Task<RunResult> RunAtAsync(int rate, CancellationToken cancellation)
    {
        var profile = options.Profile with { RequestsPerMinute = rate, Seconds = options.Profile.Search!.StepSeconds, RampSeconds = 0, Search = null };
        return new ProfileRun(options with { Profile = profile }, progress, isTerminal, clock).RunAsync(cancellation);
    }
}
