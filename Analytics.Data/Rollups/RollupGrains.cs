namespace Analytics.Data.Rollups;

/// <summary>What follows from a grain: its name in the table, and where its stretches begin.</summary>
static class RollupGrains
{
    public static readonly RollupGrain[] All = [RollupGrain.Hour, RollupGrain.Day];

    /// <summary>The value of the column <c>grain</c>.</summary>
    public static string Name(this RollupGrain grain) => grain == RollupGrain.Hour ? "hour" : "day";

    public static RollupGrain Parse(string name) => name == "hour" ? RollupGrain.Hour : RollupGrain.Day;

    /// <summary>The start of the hour or day that holds the instant.</summary>
    public static DateTime StartOf(this RollupGrain grain, DateTime utc) =>
        new(utc.Ticks - (utc.Ticks % (grain == RollupGrain.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay)), DateTimeKind.Utc);
}
