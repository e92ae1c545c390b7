using System.Globalization;
using System.Text;
using Analytics.Load.Runs;

namespace Analytics.Load.Reporting;

/// <summary>A load run as Markdown: the verdict, the ledger, the figures.</summary>
static class MarkdownReport
{
    public static string Write(LoadReport report)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        var (result, profile) = (report.Result, report.Result.Profile);
        Line($"# Load: {profile.Name}, {report.At:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{report.Command}`");
        Line($"");
        Line($"{profile.Description}");
        Line($"{profile.Numbers}");
        Line($"");
        Line($"{report.Machine}; load average before: {report.LoadBefore}. Sent by {LoadReport.Engine}.");
        Line($"");
        Line($"**{(result.Faults.Count == 0 ? "Passed." : $"Failed: {string.Join("; ", result.Faults)}.")}**");
        Line($"");
        if (result.Steps.Count > 0) WriteSteps(Line, result);
        WriteRequests(Line, report);
        WriteLedger(Line, result);
        WriteThresholds(Line, result);
        return text.ToString();
    }

    static void WriteSteps(Action<FormattableString> line, RunResult result)
    {
        var search = result.Profile.Search!;
        if (result.Best is { } best)
        {
            line($"The highest rate that keeps p99 within {search.P99Ms} ms, shows 99 of 100 events within {search.LagP99Ms} ms, leaves a queue of {search.DrainSeconds} s at most and loses nothing: **{best.RequestsPerSecond:N0} requests/s, {best.EventsPerSecond:N0} events/s** (found to within a tenth).");
            line($"");
        }

        line($"| requests a minute | requests/s | events/s | p50 | p99 | visible p99 | failed | lost | drained in | holds |");
        line($"|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (var step in result.Steps)
        {
            line($"| {step.RequestsPerMinute:N0} | {step.RequestsPerSecond:N0} | {step.EventsPerSecond:N0} | {step.P50Ms:0.0} ms | {step.P99Ms:0.0} ms | {step.LagP99Ms:N0} ms | {step.Failed:N0} | {step.Lost:N0} | {step.DrainTime?.TotalSeconds:0.0} s | {(step.Holds ? "yes" : "no")} |");
        }

        line($"");
        line($"What follows is of {(result.Steps.Any(step => step.Holds) ? "the best" : "the first, which warmed the system up")}.");
        line($"");
    }

    static void WriteRequests(Action<FormattableString> line, LoadReport report)
    {
        line($"| requests | ok | failed | a second | p50 | p95 | p99 | p99.9 | max |");
        line($"|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var one in report.Result.Requests)
        {
            line($"| {one.Name} | {one.Ok:N0} | {one.Failed:N0} | {one.PerSecond:N1} | {one.P50Ms:0.0} ms | {one.P95Ms:0.0} ms | {one.P99Ms:0.0} ms | {one.P999Ms:0.0} ms | {one.MaxMs:0.0} ms |");
        }

        line($"");
        line($"From {report.LatencyStart}, repetitions included, to its answer.");
        foreach (var one in report.Result.Requests)
        {
            foreach (var answer in one.Answers.Where(answer => answer.IsError))
                line($"{one.Name}: {answer.Count:N0} times {answer.Code}{(answer.Message.Length > 0 ? $" ({answer.Message})" : "")}.");
        }

        line($"");
    }

    static void WriteLedger(Action<FormattableString> line, RunResult result)
    {
        var (ledger, lag) = (result.Ledger, result.Lag);
        line($"| sent | accepted | stored | duplicates | set aside | refused | unknown | **lost** |");
        line($"|---:|---:|---:|---:|---:|---:|---:|---:|");
        line($"| {ledger.Sent:N0} | {ledger.Accepted:N0} | {ledger.Known(ledger.Account.Stored)} | {ledger.Known(ledger.Account.Duplicates)} | {ledger.Known(ledger.Account.SetAside)} | {ledger.Refused:N0} | {ledger.Unknown:N0} | **{ledger.Known(ledger.Lost)}** |");
        line($"");
        line($"Events; what is stored was asked of the accounts' ledgers. {ledger.RepeatedRequests:N0} requests were sent again with the same ids. {ledger.DrainText}");
        line($"");
        line($"POST → visible, {lag.Text}. Asked by id with `wait`, where the API looks every 20 to 250 ms.");
        line($"POST → counted in a summary that nobody had asked for, {result.SummaryLag.Text}. Asked for once it was visible by id.");
        line($"");
    }

    static void WriteThresholds(Action<FormattableString> line, RunResult result)
    {
        if (result.Thresholds.Count == 0) return;
        line($"| threshold | measured | limit | holds |");
        line($"|---|---:|---|---|");
        foreach (var one in result.Thresholds) line($"| {one.Name} | {one.Text} | {one.LimitText} | {(one.Holds ? "yes" : "**no**")} |");
    }
}
