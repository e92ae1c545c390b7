namespace Analytics.Data.Rollups;

/// <summary>The counts of some events of one account in one stretch of time.</summary>
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
        Types.Add(type.Span, 1);
        Users.Add(user.Span, 1);
        if (path is { } present) Paths.Add(present.Span, 1);
    }

    public void Add(StoredChunk stored) => Add(1, stored);

    /// <summary>Adds a chunk, or takes it away when <paramref name="sign"/> is -1.</summary>
    public void Add(int sign, StoredChunk stored)
    {
        Add(sign, stored.Events);
        Types.AddList(stored.Types, sign);
        Users.AddList(stored.Users, sign);
        Paths.AddList(stored.Paths, sign);
    }

    /// <summary>Adds events without names, or takes them away.</summary>
    public void Add(int sign, long events) => Events += sign * events;

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
