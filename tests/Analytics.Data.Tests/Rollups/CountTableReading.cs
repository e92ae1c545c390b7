using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

static class CountTableReading
{
    /// <summary>The counts by readable name, by way of the list that would be stored.</summary>
    public static Dictionary<string, long> ToDictionary(this CountTable table)
    {
        var counts = new Dictionary<string, long>();
        ReadOnlySpan<byte> list = table.ToList();
        while (CountList.TryTake(ref list, out var name, out var events)) counts.Add(Some.Text(name.ToArray()), events);
        return counts;
    }
}
