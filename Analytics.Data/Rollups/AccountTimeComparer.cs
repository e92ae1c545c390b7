namespace Analytics.Data.Rollups;

/// <summary>Equality of an account and an instant.</summary>
sealed class AccountTimeComparer : IEqualityComparer<(ReadOnlyMemory<byte> AccountId, DateTime Time)>
{
    public static readonly AccountTimeComparer Instance = new();

    public bool Equals((ReadOnlyMemory<byte> AccountId, DateTime Time) x, (ReadOnlyMemory<byte> AccountId, DateTime Time) y) =>
        x.Time == y.Time && x.AccountId.Span.SequenceEqual(y.AccountId.Span);

    public int GetHashCode((ReadOnlyMemory<byte> AccountId, DateTime Time) key) =>
        HashCode.Combine(Utf8Comparer.Instance.GetHashCode(key.AccountId), key.Time);
}
