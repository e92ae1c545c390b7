using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

static class CountTableReading
{
    /// <summary>The counts by readable name.</summary>
    public static Dictionary<string, long> ToDictionary(this CountTable table)
    {
        var (names, events) = table.ToArrays();
        return names.Zip(events).ToDictionary(pair => Some.Text(pair.First), pair => pair.Second);
    }
}
