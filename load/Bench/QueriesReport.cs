using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary>A run's findings as Markdown.</summary>
static class QueriesReport
{
    public static string Write(QueriesOptions options, IReadOnlyList<QueriesResult> results, double bytesPerEvent, string command, string machine, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Queries, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}; load average after: {Machine.LoadAverage()}. One account of {options.Events:N0} events and one of {options.SmallEvents:N0}, both of");
        Line($"{options.Users:N0} users over 30 days, settled. A cold summary (not in Redis) over seven days; medians of {options.Rounds} readings in turns, of {options.RawRounds} from raw rows.");
        Line($"");
        Line($"| range | {options.SmallEvents:N0} events | {options.Events:N0} events | ratio | reach | from raw rows | raw / summary | reach |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            var (small, large, raw) = (PipelineResult.Median(result.Small), PipelineResult.Median(result.Large), PipelineResult.Median(result.Raw));
            Line($"| {result.Range} | {small:0.0} ms | {large:0.0} ms | **{large / small:0.00}** | 1.2 | {raw:N0} ms | **{raw / large:N0}** | 100 |");
        }

        Line($"");
        Line($"On disk, indexes, rollups and everything else in the database: {bytesPerEvent:0} bytes an event (300 wanted).");
        return text.ToString();
    }
}
