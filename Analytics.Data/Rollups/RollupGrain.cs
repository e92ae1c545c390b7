namespace Analytics.Data.Rollups;

/// <summary>How long a stretch of time a rollup counts; always in UTC.</summary>
enum RollupGrain
{
    Hour,
    Day,
}
