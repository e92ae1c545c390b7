using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary>A run's findings as Markdown.</summary>
static class PipelineReport
{
    public static string Write(PipelineOptions options, PipelineResult result, string command, string machine, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        var line = result.Line;
        var copy = PipelineResult.Median(result.Copies);
        var whole = PipelineResult.Median(line.Select(r => r.EventsPerSecond));
        var empty = PipelineResult.Median(result.Singles.Select(r => r.Empty.RequestsPerSecond));
        var api = PipelineResult.Median(result.Singles.Select(r => r.Api.RequestsPerSecond));

        Line($"# Pipeline, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}, {result.Server}. Load generator and all servers on this machine; load average before: {result.LoadBefore}.");
        Line($"Each figure is the median of {options.Rounds} rounds taken in turns; a ratio is the median of the ratios of neighbours.");
        Line($"");
        Line($"| | what | median | rounds | reach |");
        Line($"|---|---|---:|---|---:|");
        Line($"| a | bare COPY, {BareCopy.Writers} writers, {BareCopy.RowsPerCopy:N0} rows a commit, same key, index and partitions | {copy:N0} rows/s | {Each(result.Copies, "N0")} | |");
        Line($"| b | whole line, batches of {options.Batch}, {options.Connections} connections, first POST → last row visible | {whole:N0} events/s | {Each(line.Select(r => r.EventsPerSecond), "N0")} | |");
        Line($"| c | b / a | **{PipelineResult.Median(result.LineRatios):0.00}** | {Each(result.LineRatios, "0.00")} | 0.4 |");
        Line($"| d | empty endpoint, {options.SingleConnections} connections | {empty:N0} requests/s | {Each(result.Singles.Select(r => r.Empty.RequestsPerSecond), "N0")} | |");
        Line($"| | single events, durable 202 | {api:N0} requests/s | {Each(result.Singles.Select(r => r.Api.RequestsPerSecond), "N0")} | |");
        Line($"| | ratio | **{PipelineResult.Median(result.Singles.Select(r => r.Ratio)):0.00}** | {Each(result.Singles.Select(r => r.Ratio), "0.00")} | 0.5 |");
        Line($"");
        Line($"Latency of single events (median round): empty p50 {Latency(result, r => r.Empty, 0.5)}, p99 {Latency(result, r => r.Empty, 0.99)}; ours p50 {Latency(result, r => r.Api, 0.5)}, p99 {Latency(result, r => r.Api, 0.99)}.");
        Line($"");
        Line($"## The whole line, round by round");
        Line($"");
        Line($"| round | events accepted | posted in | backlog at the last 202 | last row visible after that | sent again | lost |");
        Line($"|---:|---:|---:|---:|---:|---:|---:|");
        for (var i = 0; i < line.Count; i++)
        {
            var r = line[i];
            Line($"| {i + 1} | {r.Accepted:N0} | {r.PostTime.TotalSeconds:0.00} s | {r.BacklogAtLastAnswer:N0} | {Math.Max(0, (r.TotalTime - r.PostTime).TotalSeconds):0.00} s | {r.SentAgain:N0} | {r.Balance} |");
        }

        Line($"");
        Line($"Single events: {result.Singles.Sum(r => r.Api.Queued):N0} accepted, {result.Singles.Sum(r => r.Api.SentAgain):N0} sent again, {RowBalance.Sum(result.Singles.Select(r => r.Balance))} lost.");
        Line($"");
        Line($"## Where the time goes");
        Line($"");
        Line($"In b, the whole line:");
        Line($"");
        text.Append(Share(line, r => r.Cpu, r => r.Rows, r => r.TotalTime).Table("an event")).Append('\n');
        Line($"While single events were posted; they are stored meanwhile, the last of them after it:");
        Line($"");
        text.Append(Share(result.Singles, r => r.ApiCpu, r => r.Api.Requests, r => r.Api.Took).Table("a request")).Append('\n');
        Line($"While the empty endpoint was asked, which is most of \"everything else\":");
        Line($"");
        text.Append(Share(result.Singles, r => r.EmptyCpu, r => r.Empty.Requests, r => r.Empty.Took).Table("a request"));
        return text.ToString();
    }

    static CpuShare Share<T>(IReadOnlyList<T> rounds, Func<T, CpuUse> cpu, Func<T, long> count, Func<T, TimeSpan> took) =>
        new(rounds.Select(cpu).Aggregate((a, b) => a.Plus(b)), rounds.Sum(count), rounds.Select(took).Aggregate((a, b) => a + b));

    static string Each(IEnumerable<double> values, string format) =>
        string.Join(" · ", values.Select(v => v.ToString(format, CultureInfo.InvariantCulture)));

    static string Latency(PipelineResult result, Func<SingleRound, LoopResult> side, double part) =>
        PipelineResult.Median(result.Singles.Select(r => side(r).Latencies.Quantile(part).TotalMilliseconds)).ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
