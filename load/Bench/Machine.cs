using System.Runtime.InteropServices;

namespace Analytics.Load.Bench;

/// <summary>Names the machine, because a number without one says nothing.</summary>
static class Machine
{
    public static string Describe()
    {
        var cpu = Field("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();
        var os = Field("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? RuntimeInformation.OSDescription;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        return $"{Environment.ProcessorCount} cores ({cpu}), {memory:0.#} GiB, {os}, {RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>How many processes want a core, over the last minute: above zero before a run, something else is busy.</summary>
    public static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    static string? Field(string file, string name, char separator) =>
        !File.Exists(file) ? null : File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal) && line.Contains(separator, StringComparison.Ordinal))
            ?.Split(separator, 2)[1].Trim();
}
