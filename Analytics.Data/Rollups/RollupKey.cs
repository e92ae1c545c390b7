namespace Analytics.Data.Rollups;

/// <summary>Which stretch of time of which account.</summary>
readonly record struct RollupKey(ReadOnlyMemory<byte> AccountId, RollupGrain Grain, DateTime StartsAt)
{
    public bool Equals(RollupKey other) =>
        Grain == other.Grain && StartsAt == other.StartsAt && AccountId.Span.SequenceEqual(other.AccountId.Span);

    public override int GetHashCode() => HashCode.Combine(Utf8Comparer.Instance.GetHashCode(AccountId), Grain, StartsAt);
}
