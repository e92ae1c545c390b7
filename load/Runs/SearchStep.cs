using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>
/// One rate that a search tried: requests a minute are what was asked for, requests and accepted events a second what there was. A rate
/// that is too high is slow, fails requests or leaves a queue, and does not hold; a ledger that does not close is a fault at any rate.
/// Misses say why it does not hold, and are empty when it does; faults, which are among them, what is wrong with its ledger.
/// </summary>
sealed record SearchStep(
    int RequestsPerMinute,
    double RequestsPerSecond,
    double EventsPerSecond,
    double P50Ms,
    double P99Ms,
    double LagP99Ms,
    long Failed,
    long Lost,
    TimeSpan? DrainTime,
    IReadOnlyList<string> Misses,
    IReadOnlyList<string> Faults)
{
    public bool Holds => Misses.Count == 0;

    public static SearchStep Of(RunResult run, SearchProfile wanted)
    {
        var (requests, ledger) = (run.Requests, run.Ledger);
        var p99 = requests.Max(one => one.P99Ms);
        string[] faults = [.. ledger.Faults];
        return new SearchStep(
            run.Profile.RequestsPerMinute,
            requests.Sum(one => one.PerSecond),
            run.EventsPerSecond ?? 0,
            requests.Max(one => one.P50Ms),
            p99,
            run.Lag.P99Ms,
            run.Failed,
            ledger.Lost,
            ledger.DrainTime,
            [.. faults, .. Missed()],
            faults);

        IEnumerable<string> Missed()
        {
            if (run.Interruption is { } interruption) yield return interruption;
            if (run.Failed > 0) yield return $"{run.Failed} requests failed";
            if (!requests.Any(one => one.Ok > 0)) yield return "no request succeeded";
            if (!(p99 <= wanted.P99Ms)) yield return Text($"p99 is {p99:0.0} ms, more than {wanted.P99Ms}");
            if (!(run.Lag.P99Ms <= wanted.LagP99Ms)) yield return Text($"events are visible after {run.Lag.P99Ms:0} ms, more than {wanted.LagP99Ms}");
            if (!(ledger.DrainTime?.TotalSeconds <= wanted.DrainSeconds)) yield return Text($"the queue is empty after {ledger.DrainTime?.TotalSeconds ?? double.NaN:0.0} s, more than {wanted.DrainSeconds}");
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
