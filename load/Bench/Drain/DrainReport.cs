using System.Globalization;
using System.Text;

namespace Analytics.Load.Bench.Drain;

/// <summary>A drain's findings as Markdown, beside what it is to reach.</summary>
static class DrainReport
{
    // Of a million events: fewer need relatively longer, since the start of the workers is in their time too.
    const int ReachSeconds = 20;
    const int ReachMegabytes = 200;

    public static string Write(DrainOptions options, DrainResult result, string machine, string loadBefore, string command, DateTimeOffset at)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        Line($"# Drain, {at:yyyy-MM-dd HH:mm} UTC");
        Line($"");
        Line($"`{command}`");
        Line($"");
        Line($"{machine}, {result.Server}; load average before: {loadBefore}. Load generator and all servers on this machine, in a system of their own.");
        Line($"The API queued {result.Queued:N0} events, {DrainBench.Batch} in a POST, in {result.PostTime.TotalSeconds:0.0} s while no worker ran; then `./dev scale {options.Workers}`, from which the time counts. The workers said after {result.ReadyTime.TotalSeconds:0.0} s that they were ready.");
        Line($"");
        Line($"| workers | queued | all stored after | reach | events/s | bare COPY of as many, rows/s | ratio | a worker's memory at most | reach | lost |");
        Line($"|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        Line($"| {options.Workers} | {result.Queued:N0} | **{result.DrainTime.TotalSeconds:0.0} s** | {ReachSeconds} s for 1,000,000 | {result.EventsPerSecond:N0} | {result.CopyRowsPerSecond:N0} | {result.EventsPerSecond / result.CopyRowsPerSecond:0.00} | **{result.WorkerPeakBytes / 1e6:N0} MB** | {ReachMegabytes} MB | {result.Balance} |");
        Line($"");
        Line($"Where the time goes, from the start of the workers on:");
        Line($"");
        return text.Append(new CpuShare(result.Cpu, result.Rows, result.DrainTime).Table("an event")).ToString();
    }
}
