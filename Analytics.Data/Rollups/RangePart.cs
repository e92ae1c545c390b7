namespace Analytics.Data.Rollups;

/// <summary>
/// A piece of a range of time: whole stretches of a grain, or a piece shorter than any, which only raw rows can answer
/// (<see cref="Grain"/> is null). It is to be added, or taken away again when <see cref="Sign"/> is -1.
/// </summary>
readonly record struct RangePart(RollupGrain? Grain, DateTime Start, DateTime End, int Sign);
