using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Analytics.Data.Names;

namespace Analytics.Data.Events;

/// <summary>
/// Sorts rows by <see cref="EventKeyOrder"/> without comparing most of them. Whole keys have much in common: accounts are few in a batch,
/// and ids made in time begin alike. So rows are dealt out by account, and an account's rows are sorted as numbers: the first eight bytes in
/// which its ids differ. Only rows whose numbers are equal are compared. Names that share those bytes make it slow, never wrong.
/// </summary>
static class EventKeySort
{
    /// <summary>Writes the rows' positions in key order; of rows with one key, the first comes first.</summary>
    public static void Sort(List<EventRow> rows, Span<int> order)
    {
        var ends = DealByAccount(CollectionsMarshal.AsSpan(rows), order);
        var numbers = ArrayPool<ulong>.Shared.Rent(order.Length);
        var start = 0;
        foreach (var end in ends)
        {
            SortIds(rows, order[start..end], numbers.AsSpan(start, end - start));
            start = end;
        }

        ArrayPool<ulong>.Shared.Return(numbers);
    }

    /// <summary>Writes the rows' positions account by account, and answers where each account's end.</summary>
    static int[] DealByAccount(ReadOnlySpan<EventRow> rows, Span<int> order)
    {
        var accounts = new Dictionary<ReadOnlyMemory<byte>, int>(Utf8Comparer.Instance);
        var counts = new List<int>();
        var account = ArrayPool<int>.Shared.Rent(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            // Rows of one request mostly stand together and are of one account.
            if (i > 0 && rows[i].AccountId.Span.SequenceEqual(rows[i - 1].AccountId.Span)) account[i] = account[i - 1];
            else if (!accounts.TryGetValue(rows[i].AccountId, out account[i]))
            {
                accounts.Add(rows[i].AccountId, account[i] = counts.Count);
                counts.Add(0);
            }

            counts[account[i]]++;
        }

        var (ends, next) = (new int[counts.Count], new int[counts.Count]);
        var (place, at) = (0, 0);
        foreach (var (_, number) in accounts.OrderBy(one => one.Key, Utf8Order))
        {
            next[number] = at;
            at += counts[number];
            ends[place++] = at;
        }

        for (var i = 0; i < rows.Length; i++) order[next[account[i]]++] = i;
        ArrayPool<int>.Shared.Return(account);
        return ends;
    }

    static readonly Comparer<ReadOnlyMemory<byte>> Utf8Order = Comparer<ReadOnlyMemory<byte>>.Create((x, y) => x.Span.SequenceCompareTo(y.Span));

    /// <summary>Sorts the positions of one account's rows.</summary>
    static void SortIds(List<EventRow> rows, Span<int> order, Span<ulong> numbers)
    {
        if (order.Length < 2) return;
        var all = CollectionsMarshal.AsSpan(rows);
        var common = all[order[0]].EventId.Span;
        foreach (var i in order) common = common[..common.CommonPrefixLength(all[i].EventId.Span)];
        for (var j = 0; j < order.Length; j++) numbers[j] = NumberOf(all[order[j]].EventId.Span[common.Length..]);
        numbers.Sort(order);

        for (int from = 0, end; from < order.Length; from = end)
        {
            for (end = from + 1; end < order.Length && numbers[end] == numbers[from]; end++) { }
            if (end - from > 1) order[from..end].Sort((x, y) => EventKeyOrder.Compare(rows[x], rows[y]) is var byKey and not 0 ? byKey : x.CompareTo(y));
        }
    }

    /// <summary>The first eight bytes as a number that is ordered as they are. A name that ends before has zeros; it may equal one that has them.</summary>
    static ulong NumberOf(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong)) return BinaryPrimitives.ReadUInt64BigEndian(name);
        ulong number = 0;
        for (var i = 0; i < name.Length; i++) number |= (ulong)name[i] << (56 - (8 * i));
        return number;
    }
}
