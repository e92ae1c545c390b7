namespace Analytics.Load.Bench;

/// <summary>The processes of the machine at one moment.</summary>
sealed class ProcessTable(IEnumerable<ProcessEntry> entries)
{
    readonly ILookup<int, ProcessEntry> byParent = entries.ToLookup(e => e.Parent);
    readonly Dictionary<int, ProcessEntry> byId = entries.ToDictionary(e => e.Id);

    public static ProcessTable Read()
    {
        var entries = new List<ProcessEntry>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!char.IsAsciiDigit(Path.GetFileName(directory)[0]))
                continue;
            try
            {
                entries.Add(ProcessEntry.Parse(File.ReadAllText(Path.Combine(directory, "stat"))));
            }
            catch (IOException)
            {
                // It ended between the listing and the reading: its parent has its time.
            }
        }

        return new ProcessTable(entries);
    }

    /// <summary>CPU time and memory of a process and all below it; zero when it is not there.</summary>
    public (TimeSpan Cpu, long ResidentBytes) Tree(int id)
    {
        if (!byId.TryGetValue(id, out var root))
            return default;
        var sum = (root.Cpu, root.ResidentBytes);
        foreach (var child in byParent[id])
        {
            var below = Tree(child.Id);
            sum = (sum.Cpu + below.Cpu, sum.ResidentBytes + below.ResidentBytes);
        }

        return sum;
    }
}
