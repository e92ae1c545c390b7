using Analytics.Load.Runs;

namespace Analytics.Load.Bench;

/// <summary>The small accounts' figures by themselves and then beside the whale, and what the whale sent.</summary>
sealed record FairnessRound(RunResult Alone, RunResult Beside, RunResult Whale)
{
    /// <summary>How many times longer the small accounts' 99th percentile of acceptance is beside the whale.</summary>
    public double Acceptance => Beside.Requests[0].P99Ms / Alone.Requests[0].P99Ms;

    /// <summary>The same of POST → visible.</summary>
    public double Visibility => Beside.Lag.P99Ms / Alone.Lag.P99Ms;

    /// <summary>Requests that failed, and for which the percentiles, which are of those that succeeded, do not stand.</summary>
    public long Failed => Runs.Sum(run => run.Failed);

    public IEnumerable<string> Faults =>
    [
        .. Runs.SelectMany(run => run.Ledger.Faults),
        .. Failed > 0 ? [$"{Failed} requests failed, and are not in the percentiles"] : Array.Empty<string>(),
    ];

    RunResult[] Runs => [Alone, Beside, Whale];
}
