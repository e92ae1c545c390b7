namespace Analytics.Data.Rollups;

/// <summary>Which stretch of time of which account.</summary>
readonly record struct RollupKey(ReadOnlyMemory<byte> AccountId, RollupGrain Grain, DateTime StartsAt);
