using System.Globalization;
using System.Text;
using Analytics.Load.Runs;

namespace Analytics.Load.Reporting;

/// <summary>What a run came to, for programs: a line a figure, of each kind of requests, the ledger, the lag, each step of a search and each threshold. A figure that nobody knows is empty.</summary>
static class SummaryCsv
{
    public static string Write(LoadReport report)
    {
        var result = report.Result;
        var text = new StringBuilder("part,figure,value\n");
        Add("run", "passed", result.Faults.Count == 0 ? 1 : 0);
        Add("run", "seconds", result.LoadTime.TotalSeconds);
        Add("run", "events_per_second", result.EventsPerSecond);
        foreach (var one in result.Requests) WriteRequests(one);
        WriteLedger(result.Ledger);
        WriteLag("lag", result.Lag);
        WriteLag("summary_lag", result.SummaryLag);
        foreach (var (step, i) in result.Steps.Select((step, i) => (step, i))) WriteStep($"step {i + 1}", step);
        foreach (var threshold in result.Thresholds)
        {
            Add($"threshold {threshold.Name}", "limit", threshold.Limit);
            Add($"threshold {threshold.Name}", "measured", threshold.Measured);
            Add($"threshold {threshold.Name}", "holds", threshold.Holds ? 1 : 0);
        }

        return text.ToString();

        void WriteRequests(RequestFigures one)
        {
            Add(one.Name, "ok", one.Ok);
            Add(one.Name, "failed", one.Failed);
            Add(one.Name, "per_second", one.PerSecond);
            Add(one.Name, "p50_ms", one.P50Ms);
            Add(one.Name, "p95_ms", one.P95Ms);
            Add(one.Name, "p99_ms", one.P99Ms);
            Add(one.Name, "p999_ms", one.P999Ms);
            Add(one.Name, "max_ms", one.MaxMs);
            foreach (var code in one.Answers.GroupBy(answer => answer.Code)) Add($"{one.Name} answers", code.Key, code.Sum(answer => answer.Count));
        }

        void WriteLedger(RunLedger ledger)
        {
            double? Known(long count) => ledger.NotRead is null ? count : null;
            Add("ledger", "sent", ledger.Sent);
            Add("ledger", "accepted", ledger.Accepted);
            Add("ledger", "refused", ledger.Refused);
            Add("ledger", "unknown", ledger.Unknown);
            Add("ledger", "repeated_requests", ledger.RepeatedRequests);
            Add("ledger", "stored", Known(ledger.Account.Stored));
            Add("ledger", "duplicates", Known(ledger.Account.Duplicates));
            Add("ledger", "set_aside", Known(ledger.Account.SetAside));
            Add("ledger", "lost", Known(ledger.Lost));
            Add("ledger", "too_many", Known(ledger.TooMany));
            Add("ledger", "backlog_at_end", ledger.DrainTime is null ? null : ledger.BacklogAtEnd);
            Add("ledger", "drain_seconds", ledger.DrainTime?.TotalSeconds);
        }

        void WriteLag(string part, LagFigures lag)
        {
            Add(part, "probes", lag.Probes);
            Add(part, "not_seen", lag.NotSeen);
            Add(part, "p50_ms", lag.P50Ms);
            Add(part, "p99_ms", lag.P99Ms);
            Add(part, "max_ms", lag.MaxMs);
        }

        void WriteStep(string part, SearchStep step)
        {
            Add(part, "requests_per_minute", step.RequestsPerMinute);
            Add(part, "requests_per_second", step.RequestsPerSecond);
            Add(part, "events_per_second", step.EventsPerSecond);
            Add(part, "p50_ms", step.P50Ms);
            Add(part, "p99_ms", step.P99Ms);
            Add(part, "lag_p99_ms", step.LagP99Ms);
            Add(part, "failed", step.Failed);
            Add(part, "lost", step.Lost);
            Add(part, "drain_seconds", step.DrainTime?.TotalSeconds);
            Add(part, "holds", step.Holds ? 1 : 0);
        }

        // Names are ours or status codes: none has a comma.
        void Add(string part, string figure, double? value) => text.Append(CultureInfo.InvariantCulture, $"{part},{figure},{value:0.###}\n");
    }
}
