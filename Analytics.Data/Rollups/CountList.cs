namespace Analytics.Data.Rollups;

/// <summary>
/// Names and counts in one run of bytes, as the columns of the rollups hold them: for each name a varint of its length, its
/// UTF-8, and a varint of its count; see 0010_rollup_counts.sql.
/// </summary>
static class CountList
{
    const int VarintBytesLimit = 10;

    /// <summary>Takes the first name and its count off the list; false when nothing is left.</summary>
    /// <exception cref="InvalidDataException">The bytes are no count list.</exception>
    public static bool TryTake(ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> name, out long events)
    {
        name = default;
        events = 0;
        if (list.IsEmpty) return false;
        var length = TakeVarint(ref list);
        if ((ulong)length > (ulong)list.Length) throw Broken();
        name = list[..(int)length];
        list = list[(int)length..];
        events = TakeVarint(ref list);
        return true;
    }

    /// <summary>How many bytes an entry takes.</summary>
    public static int EntrySize(int nameLength, long events) => VarintSize(nameLength) + nameLength + VarintSize(events);

    /// <summary>Writes an entry and moves on behind it. Counts are not negative.</summary>
    public static void Put(ref Span<byte> list, ReadOnlySpan<byte> name, long events)
    {
        PutVarint(ref list, name.Length);
        name.CopyTo(list);
        list = list[name.Length..];
        PutVarint(ref list, events);
    }

    static long TakeVarint(ref ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && bytes[0] < 128)
        {
            var small = bytes[0];
            bytes = bytes[1..];
            return small;
        }

        ulong value = 0;
        for (var i = 0; i < bytes.Length && i < VarintBytesLimit; i++)
        {
            value |= (ulong)(bytes[i] & 127) << (7 * i);
            if (bytes[i] >= 128) continue;
            bytes = bytes[(i + 1)..];
            return (long)value;
        }

        throw Broken();
    }

    static void PutVarint(ref Span<byte> bytes, long value)
    {
        var i = 0;
        for (; value > 127; value >>= 7) bytes[i++] = (byte)((value & 127) | 128);
        bytes[i++] = (byte)value;
        bytes = bytes[i..];
    }

    static int VarintSize(long value)
    {
        var size = 1;
        for (; value > 127; value >>= 7) size++;
        return size;
    }

    static InvalidDataException Broken() => new("A rollup's count list is broken.");
}
