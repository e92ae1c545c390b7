using System.Globalization;

namespace Analytics.Load.Bench.Drain;

/// <summary>The most memory that a worker ever had, as the kernel remembers it: no reading can come too late for it.</summary>
static class WorkerMemory
{
    /// <summary>Of the worker that had most, by the pid files that <c>./dev up</c> leaves; 0 when there are none.</summary>
    public static long PeakBytes() => CpuUse.ProcessFiles("worker-*.pid").Select(one => PeakBytes(one.Id)).DefaultIfEmpty().Max();

    /// <summary>Reads the text of <c>/proc/PID/status</c>, see proc(5).</summary>
    public static long PeakBytesIn(IEnumerable<string> status) =>
        status.FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
            : 0;

    static long PeakBytes(int process)
    {
        var file = $"/proc/{process}/status";
        return File.Exists(file) ? PeakBytesIn(File.ReadLines(file)) : 0;
    }
}
