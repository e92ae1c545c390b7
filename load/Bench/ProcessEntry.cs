using System.Globalization;

namespace Analytics.Load.Bench;

/// <summary>One process as <c>/proc/PID/stat</c> has it.</summary>
/// <param name="Id">The process.</param>
/// <param name="Parent">Who started it.</param>
/// <param name="Cpu">Its own time and that of the children it has buried: the sum over a tree never goes back when one of them ends.</param>
/// <param name="ResidentBytes">Memory in use, shared pages included.</param>
readonly record struct ProcessEntry(int Id, int Parent, TimeSpan Cpu, long ResidentBytes)
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    const double TicksPerSecond = 100;

    /// <summary>Reads the text of <c>/proc/PID/stat</c>, see proc(5). A process may have spaces and brackets in its name.</summary>
    public static ProcessEntry Parse(string stat)
    {
        var nameEnd = stat.LastIndexOf(')');
        var fields = stat[(nameEnd + 2)..].Split(' ');
        long Number(int fieldOfManual) => long.Parse(fields[fieldOfManual - 3], CultureInfo.InvariantCulture);
        return new ProcessEntry(
            int.Parse(stat.AsSpan(0, stat.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture),
            (int)Number(4),
            TimeSpan.FromSeconds((Number(14) + Number(15) + Number(16) + Number(17)) / TicksPerSecond),
            Number(24) * Environment.SystemPageSize);
    }
}
