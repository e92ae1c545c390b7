namespace Analytics.Data.Rollups;

/// <summary>How long a stretch of time a rollup counts; always in UTC. Each divides the next. The first two are there for busy hours only.</summary>
enum RollupGrain
{
    Minute,
    FiveMinutes,
    Hour,
    SixHours,
    Day,
}
