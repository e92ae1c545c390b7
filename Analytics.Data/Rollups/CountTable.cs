using System.Runtime.InteropServices;

namespace Analytics.Data.Rollups;

/// <summary>Counts by name. Names are UTF-8 and are kept as they are, not copied.</summary>
sealed class CountTable
{
    readonly Dictionary<ReadOnlyMemory<byte>, long> counts = new(Utf8Comparer.Instance);

    public int Count => counts.Count;

    public void Add(ReadOnlyMemory<byte> name, long events) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _) += events;

    /// <summary>Adds what two arrays of one length say.</summary>
    public void Add(byte[][] names, long[] events)
    {
        if (names.Length != events.Length) throw new InvalidDataException($"A rollup of {names.Length} names and {events.Length} counts.");
        for (var i = 0; i < names.Length; i++) Add(names[i], events[i]);
    }

    /// <summary>Names, in no order, and their counts.</summary>
    public (ReadOnlyMemory<byte>[] Names, long[] Events) ToArrays()
    {
        var names = new ReadOnlyMemory<byte>[counts.Count];
        var events = new long[counts.Count];
        counts.Keys.CopyTo(names, 0);
        counts.Values.CopyTo(events, 0);
        return (names, events);
    }
}
