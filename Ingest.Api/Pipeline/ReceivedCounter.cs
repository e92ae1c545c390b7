using System.Text;
using Analytics.Contracts;

namespace Ingest.Api.Pipeline;

/// <summary>
/// Counts by account the events that the broker has confirmed: the left side of the ledger. The totals belong to an epoch, which
/// has an id and ends when it has grown or become old; written to the database any number of times, an epoch counts once.
/// </summary>
sealed class ReceivedCounter(TimeProvider clock)
{
    /// <summary>
    /// Far below the hour after which workers add up what nobody writes any more: an account that was quiet for that long must not
    /// come again under the same epoch, or what was added up would be counted a second time.
    /// </summary>
    static readonly TimeSpan EpochTimeLimit = TimeSpan.FromMinutes(15);

    /// <summary>So many accounts end an epoch: it bounds the memory that strangers' account ids can take.</summary>
    const int EpochAccountLimit = 10_000;

    readonly Lock counting = new();
    readonly Dictionary<string, long> totals = [];
    readonly HashSet<string> changed = [];
    Guid epoch = Guid.NewGuid();
    long epochBegan = clock.GetTimestamp();

    /// <summary>Counts a confirmed frame's events.</summary>
    public void Count(EventRecordedBatch frame)
    {
        const int LongestUtf16 = 2 * EventLimits.NameLengthLimit;
        Span<char> account = stackalloc char[LongestUtf16];
        var reader = new EventFrameReader(frame.Frame);
        lock (counting)
        {
            var totalsBySpan = totals.GetAlternateLookup<ReadOnlySpan<char>>();
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

    /// <summary>Begins a new epoch if this one has grown or become old and all of it is written; nothing taken may be on its way.</summary>
    public void EndEpochIfDue()
    {
        lock (counting)
        {
            if (changed.Count > 0 || (totals.Count < EpochAccountLimit && clock.GetElapsedTime(epochBegan) < EpochTimeLimit)) return;
            totals.Clear();
            (epoch, epochBegan) = (Guid.NewGuid(), clock.GetTimestamp());
        }
    }
}
