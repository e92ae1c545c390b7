namespace Analytics.Data.Rollups;

/// <summary>The counts of some events of one account in one stretch of time.</summary>
sealed class RollupChunk
{
    public long Events { get; private set; }

    /// <summary>How many names the three tables hold in all.</summary>
    public int Names => Types.Count + Users.Count + Paths.Count;

    /// <summary>How many names it has room for, were they all of 50 bytes: one that is longer counts as several.</summary>
    public long UsualNames => Math.Max(Names, ((long)Types.NameBytes + Users.NameBytes + Paths.NameBytes) / 50);

    public CountTable Types { get; } = new();

    public CountTable Users { get; } = new();

    public CountTable Paths { get; } = new();

    public void Add(ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> user, ReadOnlyMemory<byte>? path)
    {
        Events++;
        Types.Add(type.Span, 1);
        Users.Add(user.Span, 1);
        if (path is { } present) Paths.Add(present.Span, 1);
    }

    /// <summary>Adds an event, or takes it away when <paramref name="sign"/> is -1; of its names only those that are there.</summary>
    public void Add(int sign, byte[]? type, byte[]? user, byte[]? path)
    {
        Events += sign;
        if (type is not null) Types.Add(type, sign);
        if (user is not null) Users.Add(user, sign);
        if (path is not null) Paths.Add(path, sign);
    }

    public void Add(StoredChunk stored) => Add(1, stored);

    /// <summary>Adds a chunk, or takes it away when <paramref name="sign"/> is -1.</summary>
    public void Add(int sign, StoredChunk stored)
    {
        Events += sign * stored.Events;
        Types.AddList(stored.Types, sign);
        Users.AddList(stored.Users, sign);
        Paths.AddList(stored.Paths, sign);
    }

    /// <summary>Adds what another counts.</summary>
    public void Add(RollupChunk other)
    {
        Events += other.Events;
        Types.AddTable(other.Types);
        Users.AddTable(other.Users);
        Paths.AddTable(other.Paths);
    }

    /// <summary>Empties it, to take from now on one of several shares of all names; (0, 1) is all of them.</summary>
    public void Clear((int Share, int Shares) share)
    {
        ForgetEvents();
        Types.Clear(share);
        Users.Clear(share);
        Paths.Clear(share);
    }

    /// <summary>Of the shares of one range, only one is to say how many events there were.</summary>
    public void ForgetEvents() => Events = 0;
}
