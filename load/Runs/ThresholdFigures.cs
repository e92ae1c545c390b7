namespace Analytics.Load.Runs;

/// <summary>The figures that a threshold can be set on: each is better the smaller it is, unless its name says that a least is meant.</summary>
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
        ["summary_lag_p50_ms"] = run => run.SummaryLag.Probes == 0 ? null : run.SummaryLag.P50Ms,
        ["summary_lag_p99_ms"] = run => run.SummaryLag.Probes == 0 ? null : run.SummaryLag.P99Ms,
        ["drain_seconds"] = run => run.Ledger.DrainTime?.TotalSeconds,
        ["events_per_second_least"] = run => run.EventsPerSecond,
    };

    public static IReadOnlyList<string> Names => [.. Figures.Keys];

    /// <summary>Whether the figure must be as large as the threshold, and not as small.</summary>
    public static bool IsLeast(string name) => name.EndsWith("_least", StringComparison.Ordinal);

    /// <summary>The figure; null when the run has measured no such thing.</summary>
    public static double? Of(string name, RunResult run) => Figures[name](run);

    static RequestFigures? Of(RunResult run, string requests) => run.Requests.FirstOrDefault(one => one.Name == requests && one.Ok > 0);
}
