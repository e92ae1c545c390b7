namespace Analytics.Load.Runs;

/// <summary>The figures that a threshold can be set on: each is better the smaller it is.</summary>
static class ThresholdFigures
{
    static readonly Dictionary<string, Func<RunResult, double?>> Figures = new()
    {
        ["failed_requests"] = run => run.Failed,
        ["repeated_requests"] = run => run.Ledger.RepeatedRequests,
        ["record_p50_ms"] = run => Of(run, "record_events")?.P50Ms,
        ["record_p95_ms"] = run => Of(run, "record_events")?.P95Ms,
        ["record_p99_ms"] = run => Of(run, "record_events")?.P99Ms,
        ["record_p999_ms"] = run => Of(run, "record_events")?.P999Ms,
        ["read_p50_ms"] = run => Of(run, "read_summaries")?.P50Ms,
        ["read_p95_ms"] = run => Of(run, "read_summaries")?.P95Ms,
        ["read_p99_ms"] = run => Of(run, "read_summaries")?.P99Ms,
        ["read_p999_ms"] = run => Of(run, "read_summaries")?.P999Ms,
        ["lag_p50_ms"] = run => run.Lag.Probes == 0 ? null : run.Lag.P50Ms,
        ["lag_p99_ms"] = run => run.Lag.Probes == 0 ? null : run.Lag.P99Ms,
        ["drain_seconds"] = run => run.Ledger.DrainTime.TotalSeconds,
    };

    public static IReadOnlyList<string> Names => [.. Figures.Keys];

    /// <summary>The figure; null when the run has measured no such thing.</summary>
    public static double? Of(string name, RunResult run) => Figures[name](run);

    static RequestFigures? Of(RunResult run, string requests) => run.Requests.FirstOrDefault(one => one.Name == requests && one.Ok > 0);
}
