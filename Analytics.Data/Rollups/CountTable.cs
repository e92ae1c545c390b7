using System.Numerics;
using Analytics.Data.Names;

namespace Analytics.Data.Rollups;

/// <summary>
/// Counts by name. Names are UTF-8 and are copied into one run of bytes, so that a table is four arrays however many names it
/// holds: what is merged here may be millions of them. A count that was added and taken away again is 0 and counts as absent.
/// </summary>
sealed class CountTable
{
    // Chained: buckets hold 1 + the index of their first entry, so that a new array is an empty one.
    int[] buckets = [];
    Entry[] entries = [];
    byte[] names = [];
    int used;
    int namesUsed;
    (int Share, int Shares) onlyShare = (0, 1);

    /// <summary>How many names it has met, those with a count of 0 included.</summary>
    public int Count => used;

    /// <summary>How many bytes those names have.</summary>
    public int NameBytes => namesUsed;

    /// <summary>How many names have a count above 0.</summary>
    public int Present
    {
        get
        {
            var present = 0;
            foreach (ref readonly var entry in entries.AsSpan(0, used)) present += entry.Events > 0 ? 1 : 0;
            return present;
        }
    }

    public void Add(ReadOnlySpan<byte> name, long events) => Add(NameHash.Of(name), name, events);

    /// <summary>Adds what a <see cref="CountList"/> says, each count times <paramref name="sign"/>.</summary>
    public void AddList(ReadOnlySpan<byte> list, int sign = 1)
    {
        while (CountList.TryTake(ref list, out var name, out var events)) Add(NameHash.Of(name), name, sign * events);
    }

    /// <summary>Adds the counts of another table.</summary>
    public void AddTable(CountTable other)
    {
        MakeRoom(other.used, other.namesUsed); // at once, as it will be needed: growing step by step copies and leaves all of it behind
        foreach (ref readonly var entry in other.entries.AsSpan(0, other.used)) Add(entry.Hash, other.NameOf(entry), entry.Events);
    }

    /// <summary>
    /// Forgets all names, keeps the room, and from now on takes only the names of one of several shares, which are disjoint and
    /// together all names: what is too much for the memory at once is added up share by share. (0, 1) takes all.
    /// </summary>
    public void Clear((int Share, int Shares) share)
    {
        // An account of few names after one of many: less is to be forgotten than there is room.
        if (used < buckets.Length / 8)
            foreach (ref readonly var entry in entries.AsSpan(0, used)) buckets[entry.Hash & (uint)(buckets.Length - 1)] = 0;
        else
            Array.Clear(buckets);
        (used, namesUsed) = (0, 0);
        onlyShare = share;
    }

    /// <summary>The count of a name; 0 when it is absent.</summary>
    public long Of(ReadOnlySpan<byte> name)
    {
        if (used == 0) return 0;
        var hash = NameHash.Of(name);
        for (var i = buckets[hash & (uint)(buckets.Length - 1)] - 1; i >= 0; i = entries[i].Next)
        {
            if (entries[i].Hash == hash && NameOf(entries[i]).SequenceEqual(name)) return entries[i].Events;
        }

        return 0;
    }

    /// <summary>The counts as a <see cref="CountList"/>.</summary>
    public byte[] ToList()
    {
        var size = 0;
        foreach (ref readonly var entry in entries.AsSpan(0, used)) size += CountList.EntrySize(entry.Length, entry.Events);
        var list = new byte[size];
        var rest = list.AsSpan();
        foreach (ref readonly var entry in entries.AsSpan(0, used)) CountList.Put(ref rest, NameOf(entry), entry.Events);
        return list;
    }

    /// <summary>The largest counts, the largest first and then by name in byte order; those of 0 are not among them.</summary>
    public List<(byte[] Name, long Events)> Largest(int limit)
    {
        var order = Comparer<int>.Create((x, y) => entries[y].Events.CompareTo(entries[x].Events) is var byCount and not 0
            ? byCount
            : NameOf(entries[x]).SequenceCompareTo(NameOf(entries[y])));

        // The worst of the best stands on top, to be thrown out first.
        var best = new PriorityQueue<int, int>(Comparer<int>.Create((x, y) => order.Compare(y, x)));
        for (var i = 0; i < used; i++)
        {
            if (entries[i].Events <= 0) continue;
            if (best.Count < limit) best.Enqueue(i, i);
            else if (limit > 0 && order.Compare(i, best.Peek()) < 0) best.EnqueueDequeue(i, i);
        }

        var largest = new List<(byte[], long)>(best.Count);
        while (best.TryDequeue(out var index, out _)) largest.Add((NameOf(entries[index]).ToArray(), entries[index].Events));
        largest.Reverse();
        return largest;
    }

    ReadOnlySpan<byte> NameOf(in Entry entry) => names.AsSpan(entry.Offset, entry.Length);

    void Add(uint hash, ReadOnlySpan<byte> name, long events)
    {
        if (onlyShare.Shares > 1 && (hash >> 16) % (uint)onlyShare.Shares != onlyShare.Share) return;
        if (used == entries.Length) Grow(Math.Max(4, 2 * used));
        ref var first = ref buckets[hash & (uint)(buckets.Length - 1)];
        for (var i = first - 1; i >= 0;)
        {
            ref var entry = ref entries[i];
            if (entry.Hash == hash && NameOf(entry).SequenceEqual(name))
            {
                entry.Events += events;
                return;
            }

            i = entry.Next;
        }

        if (names.Length - namesUsed < name.Length) GrowNames(namesUsed + name.Length);
        name.CopyTo(names.AsSpan(namesUsed));
        entries[used] = new Entry { Hash = hash, Offset = namesUsed, Length = name.Length, Next = first - 1, Events = events };
        namesUsed += name.Length;
        first = ++used;
    }

    void MakeRoom(int count, int bytes)
    {
        if (count > entries.Length) Grow((int)BitOperations.RoundUpToPowerOf2((uint)count));
        if (bytes > names.Length) GrowNames(bytes);
    }

    void GrowNames(int bytes) => Array.Resize(ref names, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, bytes)));

    /// <summary>To room for so many names, a power of two.</summary>
    void Grow(int count)
    {
        Array.Resize(ref entries, count);
        buckets = new int[2 * count];
        for (var i = 0; i < used; i++)
        {
            ref var first = ref buckets[entries[i].Hash & (uint)(buckets.Length - 1)];
            entries[i].Next = first - 1;
            first = i + 1;
        }
    }

    struct Entry
    {
        public uint Hash;
        public int Offset;
        public int Length;
        public int Next;
        public long Events;
    }
}
