using System.Text;
using Analytics.Contracts;

namespace Ingest.Api.Pipeline;

/// <summary>
/// Counts by account the events that the broker has confirmed: the left side of the ledger. The totals belong to an epoch, which
/// has an id and ends when it has grown; written to the database any number of times, an epoch counts once.
/// </summary>
sealed class ReceivedCounter
{
    /// <summary>So many accounts end an epoch: it bounds the memory that strangers' account ids can take.</summary>
    const int EpochAccountLimit = 10_000;

    readonly Lock counting = new();
    readonly Dictionary<string, long> totals = [];
    readonly HashSet<string> changed = [];
    readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> totalsBySpan;
    Guid epoch = Guid.NewGuid();

    public ReceivedCounter() => totalsBySpan = totals.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Counts a confirmed frame's events.</summary>
    public void Count(EventRecordedBatch frame)
    {
        const int LongestUtf16 = 2 * EventLimits.NameLengthLimit;
        Span<char> account = stackalloc char[LongestUtf16];
        var reader = new EventFrameReader(frame.Frame);
        lock (counting)
        {
            while (reader.TryRead(out var read))
            {
                var name = account[..Encoding.UTF8.GetChars(read.AccountId.Span, account)];
                totalsBySpan.TryGetValue(name, out var key, out var events);
                totalsBySpan[name] = events + 1;
                changed.Add(key ?? name.ToString());
            }
        }
    }

    /// <summary>The totals that changed since they were last taken, and the epoch they belong to.</summary>
    public (Guid Epoch, List<KeyValuePair<string, long>> Totals) TakeChanged()
    {
        lock (counting)
        {
            List<KeyValuePair<string, long>> taken = [.. changed.Select(account => KeyValuePair.Create(account, totals[account]))];
            changed.Clear();
            return (epoch, taken);
        }
    }

    /// <summary>What was taken could not be written: it counts as changed again.</summary>
    public void GiveBack(Guid of, List<KeyValuePair<string, long>> taken)
    {
        lock (counting)
        {
            if (of == epoch) changed.UnionWith(taken.Select(total => total.Key));
        }
    }

    /// <summary>Begins a new epoch if this one has grown and all of it is written.</summary>
    public void EndEpochIfGrown()
    {
        lock (counting)
        {
            if (totals.Count < EpochAccountLimit || changed.Count > 0) return;
            totals.Clear();
            epoch = Guid.NewGuid();
        }
    }
}
