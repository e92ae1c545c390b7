namespace Analytics.Data.Rollups;

/// <summary>How long a stretch of time a rollup counts; always in UTC. Each divides the next.</summary>
enum RollupGrain
{
    Hour,
    SixHours,
    Day,
}
