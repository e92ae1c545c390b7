using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Runs;

/// <summary>Results of runs that never ran.</summary>
static class Some
{
    public static RequestFigures Requests(string name, long ok = 100, long failed = 0, double p99 = 20) =>
        new(name, ok, failed, 10, 5, 15, p99, 30, 40, [new AnswerCount("202", false, "", (int)ok)], []);

    public static RunLedger Ledger(long accepted = 100, long stored = 100, long unknown = 0, long setAside = 0, long refused = 0, long inFlight = 0) =>
        new(accepted + unknown + refused, accepted, refused, unknown, 0, new AccountLedger(accepted, stored, 0, setAside, inFlight), 0, TimeSpan.FromSeconds(1));

    public static RunResult Run(RunLedger? ledger = null, RequestFigures[]? requests = null, Dictionary<string, double>? thresholds = null, params SearchStep[] steps) => new(
        new LoadProfile { Name = "mine", Description = "d", Scenario = "RecordEvents", RequestsPerMinute = 60, Thresholds = thresholds ?? [] },
        requests ?? [Requests("record_events")],
        ledger ?? Ledger(),
        new LagFigures(10, 0, 20, 40, 50),
        steps);
}
