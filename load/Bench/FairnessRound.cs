using Analytics.Load.Runs;

namespace Analytics.Load.Bench;

/// <summary>The small accounts' figures by themselves and then beside the whale, and what the whale sent.</summary>
sealed record FairnessRound(RunResult Alone, RunResult Beside, RunResult Whale)
{
    /// <summary>How many times longer the small accounts' 99th percentile of acceptance is beside the whale.</summary>
    public double Acceptance => Beside.Requests[0].P99Ms / Alone.Requests[0].P99Ms;

    /// <summary>The same of POST → visible.</summary>
    public double Visibility => Beside.Lag.P99Ms / Alone.Lag.P99Ms;

    public IEnumerable<string> Faults => ((RunResult[])[Alone, Beside, Whale]).SelectMany(result => result.Ledger.Faults);
}
