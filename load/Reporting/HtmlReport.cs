using System.Globalization;
using System.Net;
using System.Text;
using Analytics.Load.Runs;

namespace Analytics.Load.Reporting;

/// <summary>A load run as one page that needs nothing else: the verdict, throughput and latency over time, the tables. Light or dark as the reader's screen is.</summary>
static class HtmlReport
{
    const string Style =
        """
        :root { color-scheme: light dark; --ink: #1f2328; --paper: #fff; --grid: #d8dee4; --1: #0969da; --2: #bc4c00; --3: #1a7f37; --4: #8250df; --bad: #cf222e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --grid: #30363d; --1: #58a6ff; --2: #f0883e; --3: #3fb950; --4: #bc8cff; --bad: #ff7b72; } }
        body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        figure { margin: 1.5rem 0; } svg { width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 11px; }
        .grid { stroke: var(--grid); } .y { text-anchor: end; } .x { text-anchor: middle; } .line { fill: none; stroke-width: 1.5; stroke-linecap: round; }
        .line.s1 { stroke: var(--1); } .line.s2 { stroke: var(--2); } .line.s3 { stroke: var(--3); } .line.s4 { stroke: var(--4); } .line.s5 { stroke: var(--bad); } .line.s6 { stroke: var(--bad); stroke-dasharray: 2 3; }
        .legend span { margin-right: 1.5rem; } .legend .s1 { color: var(--1); } .legend .s2 { color: var(--2); } .legend .s3 { color: var(--3); } .legend .s4 { color: var(--4); } .legend .s5, .legend .s6 { color: var(--bad); }
        table { border-collapse: collapse; margin: 1rem 0; } th, td { border: 1px solid var(--grid); padding: .25rem .6rem; text-align: right; } th:first-child, td:first-child { text-align: left; }
        code { overflow-wrap: anywhere; } .failed { color: var(--bad); }
        """;

    public static string Write(LoadReport report)
    {
        var (result, profile) = (report.Result, report.Result.Profile);
        var text = new StringBuilder();
        void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Add($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
        Add($"<title>Load: {Html(profile.Name)}, {report.At:yyyy-MM-dd HH:mm} UTC</title><style>{Style}</style></head><body>");
        Add($"<h1>Load: {Html(profile.Name)}</h1><p>{report.At:yyyy-MM-dd HH:mm} UTC, <code>{Html(report.Command)}</code></p><p>{Html(profile.Description)} {Html(profile.Numbers)}</p>");
        Add($"<p>{Html(report.Machine)}; load average before: {Html(report.LoadBefore)}. Sent by {Html(LoadReport.Engine)}.</p>");
        Add($"<p class=\"{(result.Faults.Count == 0 ? "passed" : "failed")}\"><strong>{(result.Faults.Count == 0 ? "Passed." : $"Failed: {Html(string.Join("; ", result.Faults))}.")}</strong></p>");
        text.Append(SvgPlot.Draw("Throughput", "requests a second", [.. result.Requests.SelectMany(Throughput)]));
        text.Append(SvgPlot.Draw($"Latency from {report.LatencyStart}", "ms", [.. result.Requests.SelectMany((one, i) => (PlotLine[])
        [
            Line(one, $"{one.Name} p50", (2 * i) + 1, point => point.P50?.TotalMilliseconds),
            Line(one, $"{one.Name} p99", (2 * i) + 2, point => point.P99?.TotalMilliseconds),
        ])]));
        Add($"<table><tr><th>requests</th><th>ok</th><th>failed</th><th>a second</th><th>p50</th><th>p95</th><th>p99</th><th>p99.9</th><th>max, ms</th></tr>");
        foreach (var one in result.Requests)
            Add($"<tr><td>{Html(one.Name)}</td><td>{one.Ok:N0}</td><td>{one.Failed:N0}</td><td>{one.PerSecond:N1}</td><td>{one.P50Ms:0.0}</td><td>{one.P95Ms:0.0}</td><td>{one.P99Ms:0.0}</td><td>{one.P999Ms:0.0}</td><td>{one.MaxMs:0.0}</td></tr>");
        Add($"</table>");
        foreach (var one in result.Requests)
        {
            foreach (var answer in one.Answers.Where(answer => answer.IsError))
                Add($"<p>{Html(one.Name)}: {answer.Count:N0} times {Html(answer.Code)}{Html(answer.Message.Length > 0 ? $" ({answer.Message})" : "")}.</p>");
        }

        WriteSteps(Add, result);
        WriteLedger(Add, result);
        WriteThresholds(Add, result);
        Add($"</body></html>");
        return text.ToString();
    }

    static void WriteSteps(Action<FormattableString> add, RunResult result)
    {
        if (result.Steps.Count == 0) return;
        add($"<table><tr><th>requests a minute</th><th>events/s</th><th>p50, ms</th><th>p99, ms</th><th>visible p99, ms</th><th>failed</th><th>lost</th><th>drained in, s</th><th>holds</th></tr>");
        foreach (var step in result.Steps)
            add($"<tr><td>{step.RequestsPerMinute:N0}</td><td>{step.EventsPerSecond:N0}</td><td>{step.P50Ms:0.0}</td><td>{step.P99Ms:0.0}</td><td>{step.LagP99Ms:N0}</td><td>{step.Failed:N0}</td><td>{step.Lost:N0}</td><td>{step.DrainTime?.TotalSeconds:0.0}</td><td>{(step.Holds ? "yes" : "no")}</td></tr>");
        add($"</table>");
    }

    static void WriteLedger(Action<FormattableString> add, RunResult result)
    {
        var ledger = result.Ledger;
        add($"<table><tr><th>events</th><th>sent</th><th>accepted</th><th>stored</th><th>duplicates</th><th>set aside</th><th>refused</th><th>unknown</th><th>lost</th></tr>");
        add($"<tr><td>ledger</td><td>{ledger.Sent:N0}</td><td>{ledger.Accepted:N0}</td><td>{ledger.Known(ledger.Account.Stored)}</td><td>{ledger.Known(ledger.Account.Duplicates)}</td><td>{ledger.Known(ledger.Account.SetAside)}</td><td>{ledger.Refused:N0}</td><td>{ledger.Unknown:N0}</td><td>{ledger.Known(ledger.Lost)}</td></tr></table>");
        add($"<p>{ledger.RepeatedRequests:N0} requests were sent again with the same ids. {ledger.DrainText}</p>");
        add($"<p>POST → visible, {result.Lag.Text}.</p><p>POST → counted in a summary that nobody had asked for, {result.SummaryLag.Text}.</p>");
    }

    static void WriteThresholds(Action<FormattableString> add, RunResult result)
    {
        if (result.Thresholds.Count == 0) return;
        add($"<table><tr><th>threshold</th><th>measured</th><th>limit</th><th>holds</th></tr>");
        foreach (var one in result.Thresholds) add($"<tr><td>{Html(one.Name)}</td><td>{Html(one.Text)}</td><td>{one.LimitText}</td><td>{(one.Holds ? "yes" : "no")}</td></tr>");
        add($"</table>");
    }

    // What succeeded, and in a line of its own what did not: a system that refuses fast has no throughput.
    static IEnumerable<PlotLine> Throughput(RequestFigures requests, int number)
    {
        yield return Line(requests, requests.Name, number + 1, point => point.RequestsPerSecond);
        if (requests.Points.Any(point => point.Failed > 0)) yield return Line(requests, $"{requests.Name} failed", number + 5, point => point.FailedPerSecond);
    }

    static PlotLine Line(RequestFigures requests, string name, int style, Func<Measurements.TimelinePoint, double?> value) =>
        new(name, style, [.. requests.Points.Select(point => (point.At.TotalSeconds, value(point)))]);

    static string Html(string text) => WebUtility.HtmlEncode(text);
}
