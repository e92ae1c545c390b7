namespace Analytics.Data.Names;

/// <summary>Texts by their UTF-8 bytes: equal as PostgreSQL sees it with collate "C".</summary>
sealed class Utf8Comparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> text) => (int)NameHash.Of(text.Span);
}
