namespace Analytics.Data.Rollups;

/// <summary>The counts of some events of one account in one hour or day.</summary>
sealed class RollupChunk
{
    public long Events { get; private set; }

    /// <summary>How many names the three tables hold in all.</summary>
    public int Names => Types.Count + Users.Count + Paths.Count;

    public CountTable Types { get; } = new();

    public CountTable Users { get; } = new();

    public CountTable Paths { get; } = new();

    public void Add(ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> user, ReadOnlyMemory<byte>? path)
    {
        Events++;
        Types.Add(type, 1);
        Users.Add(user, 1);
        if (path is { } present) Paths.Add(present, 1);
    }

    public void Add(StoredChunk stored)
    {
        Events += stored.Events;
        Types.Add(stored.Types, stored.TypeEvents);
        Users.Add(stored.Users, stored.UserEvents);
        Paths.Add(stored.Paths, stored.PathEvents);
    }
}
