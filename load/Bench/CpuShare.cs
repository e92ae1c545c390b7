using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench;

/// <summary>The table of where the time of some rounds went, part by part.</summary>
/// <param name="Cpu">Of all rounds together.</param>
/// <param name="Count">How many of what the table counts by: events, requests.</param>
/// <param name="Took">How long they took.</param>
sealed record CpuShare(CpuUse Cpu, long Count, TimeSpan Took)
{
    /// <summary>Of each part the CPU time an item, in microseconds, which is seconds a million.</summary>
    public string Table(string item)
    {
        var text = new StringBuilder();
        if (Cpu.Parts.Count == 0)
            Line($"No pid files were found in `run/` under ANALYTICS_HOME: all of the system is under \"everything else\".\n");
        Line($"| part | CPU, µs {item} | share of the machine | resident |");
        Line($"|---|---:|---:|---:|");
        // Shared pages would be counted once a process in the servers' trees, so memory is said for ours only.
        foreach (var (part, use) in Cpu.Parts.OrderByDescending(p => p.Value.Cpu))
            Row(part, use.Cpu, part is "api" or "workers" ? $"{use.ResidentBytes / 1e6:N0} MB" : "");
        Row("load generator", Cpu.Client, "");
        Row("everything else", Cpu.Others, "");
        return text.ToString();

        void Row(string part, TimeSpan used, string resident) =>
            Line($"| {part} | {used.TotalMicroseconds / Count:0.0} | {100 * (used / (Took * Environment.ProcessorCount)):0} % | {resident} |");

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
