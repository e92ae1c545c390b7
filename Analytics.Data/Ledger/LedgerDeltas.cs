using System.Runtime.InteropServices;
using Analytics.Data.Events;
using Analytics.Data.Names;

namespace Analytics.Data.Ledger;

/// <summary>Counts by account what became of a batch's rows.</summary>
static class LedgerDeltas
{
    /// <summary>Of the rows received (those that came past every API again in <paramref name="fromBus"/>), which were inserted and which set aside.</summary>
    public static Dictionary<ReadOnlyMemory<byte>, LedgerCounts> Of(List<EventRow> received, List<EventRow> fromBus, List<EventRow> inserted, List<EventRow> setAside)
    {
        var accounts = new Dictionary<ReadOnlyMemory<byte>, LedgerCounts>(Utf8Comparer.Instance);
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(received)) Of(accounts, row).Received++;
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(fromBus)) Of(accounts, row).ReceivedOnBus++;
        var stored = CollectionsMarshal.AsSpan(inserted);
        for (int from = 0, end; from < stored.Length; from = end)
        {
            // In key order: an account's rows stand together and are looked up once.
            for (end = from + 1; end < stored.Length && stored[end].AccountId.Span.SequenceEqual(stored[from].AccountId.Span); end++) { }
            Of(accounts, stored[from]).Stored += end - from;
        }

        foreach (ref readonly var row in CollectionsMarshal.AsSpan(setAside)) Of(accounts, row).SetAside++;
        return accounts;
    }

    /// <summary>A row that was set aside is no more: it is stored now, or it is a duplicate.</summary>
    public static Dictionary<ReadOnlyMemory<byte>, LedgerCounts> OfReplay(EventRow row, List<EventRow> inserted) => new(Utf8Comparer.Instance)
    {
        [row.AccountId] = new LedgerCounts { SetAside = -1, Stored = inserted.Count },
    };

    static ref LedgerCounts Of(Dictionary<ReadOnlyMemory<byte>, LedgerCounts> accounts, in EventRow row) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(accounts, row.AccountId, out _);
}
