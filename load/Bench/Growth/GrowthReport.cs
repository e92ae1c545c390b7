using System.Globalization;
using System.Text;
using Analytics.Load.Reporting;

namespace Analytics.Load.Bench.Growth;

/// <summary>A run's findings as Markdown, a table a dimension, and a picture of each.</summary>
static class GrowthReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="series">What was found.</param>
    /// <param name="head">The machine, the server and the load average before, as one text.</param>
    /// <param name="command">What to type to have it again.</param>
    /// <param name="at">When it began.</param>
    /// <param name="name">What the pictures that lie beside it have their names from; null when there are none.</param>
    public static string Write(GrowthOptions options, IReadOnlyList<GrowthSeries> series, string head, string command, DateTimeOffset at, string? name)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        var usual = GrowthSetting.Usual;

        Line($"# Growth, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{head}. Load generator and all servers on this machine, in a system of their own. {options.Events:N0} events a passage, {GrowthBench.Batch} in a POST, first POST → last row");
        Line($"visible; each point {options.Rounds} times, of which the median counts. Unless it is what grows: {usual.Workers} worker, {usual.Connections} connections, {usual.Shape.Accounts:N0} accounts × {usual.Shape.Users:N0} users, no other rows. Bare COPY of as many rows");
        Line($"({BareCopy.Writers} writers, {BareCopy.RowsPerCopy:N0} rows a commit, same key, index and partitions, an empty table) runs just before each passage; a ratio is the median of the ratios of neighbours.");
        foreach (var one in series)
        {
            Line($"");
            Line($"## {char.ToUpperInvariant(one.Dimension.Title[0])}{one.Dimension.Title[1..]}");
            Line($"");
            if (name is not null) Line($"![Events a second by {one.Dimension.Title}]({PictureName(one, name)})\n");
            WriteTable(Line, one);
        }

        return text.ToString();
    }

    /// <summary>The pictures, each with the name of its file.</summary>
    public static IEnumerable<(string Name, string Svg)> Pictures(IReadOnlyList<GrowthSeries> series, string name) => series.Select(one => (
        PictureName(one, name),
        SvgPlot.Picture(
            $"{one.Dimension.Title}: events a second",
            [.. one.Points.Select(point => point.Label)],
            [
                new PlotLine("whole line", 1, [.. one.Points.Select((point, i) => ((double)i, (double?)point.EventsPerSecond))]),
                new PlotLine("bare COPY", 2, [.. one.Points.Select((point, i) => ((double)i, (double?)point.CopyRowsPerSecond))]),
            ])));

    static string PictureName(GrowthSeries series, string name) => $"{name}-{series.Dimension.Name}.svg";

    static void WriteTable(Action<FormattableString> line, GrowthSeries series)
    {
        line($"| {series.Dimension.Title} | bare COPY, rows/s | whole line, events/s | ratio | of the first | machine busy | CPU s a million: PostgreSQL | workers | API | RabbitMQ | load | WAL an event, bytes | of COPY | lost |");
        line($"|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var point in series.Points)
        {
            FormattableString cpu = $"{point.CpuOf("postgres"):0.0} | {point.CpuOf("workers"):0.0} | {point.CpuOf("api"):0.0} | {point.CpuOf("rabbitmq"):0.0} | {point.CpuOfClient:0.0}";
            line($"| {point.Label} | {point.CopyRowsPerSecond:N0} | {point.EventsPerSecond:N0} | **{point.Ratio:0.00}** | {series.AgainstFirst(point):0.00} | {100 * point.Busy(Environment.ProcessorCount):0} % | {cpu.ToString(CultureInfo.InvariantCulture)} | {point.LineWalBytes:N0} | {point.CopyWalBytes:N0} | {point.Balance} |");
        }
    }
}
