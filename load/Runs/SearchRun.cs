using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>
/// Runs a profile at one rate after another to find the highest that holds. The first run warms the system up: of it only the ledger
/// is judged. A rate that does not hold is tried once more: on a machine that others use too, one bad quarter of a minute is no verdict.
/// </summary>
sealed class SearchRun(LoadOptions options, TextWriter progress, bool isTerminal, TimeProvider clock)
{
    /// <param name="cancellation">Ends it at once, and there is no result.</param>
    /// <param name="ending">The search is to end now; what it found so far is its result.</param>
    /// <exception cref="LoadFailedException">The system is not there, or cannot be asked, from the beginning.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation, CancellationToken ending = default)
    {
        var wanted = options.Profile.Search!;
        var search = new RateSearch(wanted.FirstRequestsPerMinute, wanted.RequestsPerMinuteLimit);
        await progress.WriteLineAsync($"Warming up for {wanted.StepSeconds} s.");
        var warmUp = await RunAtAsync(wanted.FirstRequestsPerMinute);
        var (best, steps, gone) = (warmUp, new List<SearchStep>(), (string?)null);
        try
        {
            while (search.Next is { } rate && !ending.IsCancellationRequested)
            {
                var (run, step) = await TryAsync(rate);
                if (!step.Holds && !ending.IsCancellationRequested) (run, step) = await TryAsync(rate);
                if (step.Holds) best = run;
                search.Note(step.Holds);
            }
        }
        catch (LoadFailedException failed)
        {
            // It was there for the warm-up: what is known of it by now is worth a report.
            gone = $"the search could not go on: {failed.Message}";
        }

        return best with
        {
            Profile = best.Profile with { Search = wanted, Thresholds = options.Profile.Thresholds },
            Steps = steps,
            WarmUpFaults = [.. warmUp.Ledger.Faults],
            Interruption = gone ?? (ending.IsCancellationRequested ? "it was interrupted before the search had ended" : null),
        };

        async Task<(RunResult Run, SearchStep Step)> TryAsync(int rate)
        {
            var run = await RunAtAsync(rate);
            var step = SearchStep.Of(run, wanted);
            steps.Add(step);
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{rate:N0} requests a minute: p99 {step.P99Ms:0.0} ms, visible after {step.LagP99Ms:0} ms, {step.Failed} failed, {step.Lost} lost: {(step.Holds ? "holds" : string.Join("; ", step.Misses))}"));
            return (run, step);
        }

        Task<RunResult> RunAtAsync(int rate)
        {
            var profile = options.Profile with { RequestsPerMinute = rate, Seconds = wanted.StepSeconds, RampSeconds = 0, Search = null };
            return new ProfileRun(options with { Profile = profile }, progress, isTerminal, clock).RunAsync(cancellation, ending);
        }
    }
}
