namespace Analytics.Data.Rollups;

/// <summary>What follows from a grain: its name in the table, its length, and where its stretches begin.</summary>
static class RollupGrains
{
    /// <summary>All there are, the shortest first.</summary>
    public static readonly RollupGrain[] All = [RollupGrain.Minute, RollupGrain.FiveMinutes, RollupGrain.Hour, RollupGrain.SixHours, RollupGrain.Day];

    /// <summary>Those that count every event, the shortest first.</summary>
    public static readonly RollupGrain[] Everywhere = [RollupGrain.Hour, RollupGrain.SixHours, RollupGrain.Day];

    /// <summary>The value of the column <c>grain</c>.</summary>
    public static string Name(this RollupGrain grain) => grain switch
    {
        RollupGrain.Minute => "minute",
        RollupGrain.FiveMinutes => "five_minutes",
        RollupGrain.Hour => "hour",
        RollupGrain.SixHours => "six_hours",
        _ => "day",
    };

    public static RollupGrain Parse(string name) => All.Single(grain => grain.Name() == name);

    public static TimeSpan Length(this RollupGrain grain) => grain switch
    {
        RollupGrain.Minute => TimeSpan.FromMinutes(1),
        RollupGrain.FiveMinutes => TimeSpan.FromMinutes(5),
        RollupGrain.Hour => TimeSpan.FromHours(1),
        RollupGrain.SixHours => TimeSpan.FromHours(6),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>The start of the stretch that holds the instant.</summary>
    public static DateTime StartOf(this RollupGrain grain, DateTime utc) => new(utc.Ticks - (utc.Ticks % grain.Length().Ticks), DateTimeKind.Utc);
}
