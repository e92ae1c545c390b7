namespace Analytics.Load.Runs;

/// <summary>
/// One rate that a search tried: requests a minute are what was asked for, requests and accepted events a second what there was. A rate
/// that is too high is slow or fails requests, and does not hold; a ledger that does not close is a fault at any rate.
/// </summary>
sealed record SearchStep(
    int RequestsPerMinute,
    double RequestsPerSecond,
    double EventsPerSecond,
    double P50Ms,
    double P99Ms,
    long Failed,
    long Lost,
    TimeSpan DrainTime,
    bool Holds,
    IReadOnlyList<string> Faults)
{
    public static SearchStep Of(RunResult run, double p99Limit)
    {
        var (requests, ledger) = (run.Requests, run.Ledger);
        var p99 = requests.Max(one => one.P99Ms);
        string[] faults = [.. ledger.Faults];
        return new SearchStep(
            run.Profile.RequestsPerMinute,
            requests.Sum(one => one.PerSecond),
            ledger.Accepted / run.Profile.Length.TotalSeconds,
            requests.Max(one => one.P50Ms),
            p99,
            run.Failed,
            ledger.Lost,
            ledger.DrainTime,
            run.Failed == 0 && requests.Any(one => one.Ok > 0) && p99 <= p99Limit && faults.Length == 0,
            faults);
    }
}
