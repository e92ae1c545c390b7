using System.Globalization;

namespace Analytics.Load.Bench;

/// <summary>CPU time so far of each part of the system, of this client, and of the machine.</summary>
sealed record CpuUse(IReadOnlyDictionary<string, (TimeSpan Cpu, long ResidentBytes)> Parts, TimeSpan Client, TimeSpan Machine)
{
    /// <summary>Reads the pid files (first word = process) that <c>./dev up</c> leaves in <c>run/</c> under the system's home.</summary>
    public static CpuUse Read()
    {
        var parts = new SortedDictionary<string, (TimeSpan Cpu, long ResidentBytes)>(StringComparer.Ordinal);
        var processes = ProcessTable.Read();
        foreach (var (name, id) in ProcessFiles("*.pid"))
        {
            var (cpu, resident) = processes.Tree(id);
            var part = PartOf(name);
            var sofar = parts.GetValueOrDefault(part);
            parts[part] = (sofar.Cpu + cpu, sofar.ResidentBytes + resident);
        }

        return new CpuUse(parts, Environment.CpuUsage.TotalTime, MachineBusy(File.ReadLines("/proc/stat").First()));
    }

    /// <summary>The processes whose pid files are there, by name.</summary>
    public static IEnumerable<(string Name, int Id)> ProcessFiles(string pattern)
    {
        var run = Path.Combine(Environment.GetEnvironmentVariable("ANALYTICS_HOME") is { Length: > 0 } home ? home : ".local", "run");
        foreach (var file in Directory.Exists(run) ? Directory.GetFiles(run, pattern) : [])
        {
            var word = File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            if (int.TryParse(word, CultureInfo.InvariantCulture, out var id)) yield return (Path.GetFileNameWithoutExtension(file), id);
        }
    }

    /// <summary>What was used from an earlier reading to this one; memory is as it is now.</summary>
    public CpuUse Since(CpuUse earlier) => new(
        Parts.ToDictionary(p => p.Key, p => (p.Value.Cpu - earlier.Parts.GetValueOrDefault(p.Key).Cpu, p.Value.ResidentBytes)),
        Client - earlier.Client,
        Machine - earlier.Machine);

    public CpuUse Plus(CpuUse other) => new(
        Parts.Keys.Union(other.Parts.Keys).ToDictionary(
            part => part,
            part => (Parts.GetValueOrDefault(part).Cpu + other.Parts.GetValueOrDefault(part).Cpu,
                Math.Max(Parts.GetValueOrDefault(part).ResidentBytes, other.Parts.GetValueOrDefault(part).ResidentBytes))),
        Client + other.Client,
        Machine + other.Machine);

    /// <summary>What the machine did beside: the kernel's own work, and whatever else runs there.</summary>
    public TimeSpan Others => Machine - Client - Parts.Values.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Cpu);

    /// <summary>"worker-2" and "worker2" are workers; other parts go by their file's name.</summary>
    public static string PartOf(string name) => name.StartsWith("worker", StringComparison.Ordinal) ? "workers" : name;

    /// <summary>The busy time in the first line of <c>/proc/stat</c>: user, nice, system, irq, softirq; not idle, not waiting.</summary>
    public static TimeSpan MachineBusy(string line)
    {
        var ticks = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromSeconds((ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]) / 100.0);
    }
}
