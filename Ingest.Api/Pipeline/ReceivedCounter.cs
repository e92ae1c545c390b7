using System.Text;
using Analytics.Contracts;

namespace Ingest.Api.Pipeline;

/// <summary>Counts by account the events that the broker has confirmed, until they are taken to be written: the left side of the ledger.</summary>
sealed class ReceivedCounter
{
    readonly Lock counting = new();
    Dictionary<string, long> counts = [];

    /// <summary>Counts a confirmed frame's events.</summary>
    public void Count(EventRecordedBatch frame)
    {
        const int LongestUtf16 = 2 * EventLimits.NameLengthLimit;
        Span<char> account = stackalloc char[LongestUtf16];
        var reader = new EventFrameReader(frame.Frame);
        lock (counting)
        {
            var countsBySpan = counts.GetAlternateLookup<ReadOnlySpan<char>>();
            while (reader.TryRead(out var read))
            {
                var name = account[..Encoding.UTF8.GetChars(read.AccountId.Span, account)];
                countsBySpan.TryGetValue(name, out var events);
                countsBySpan[name] = events + 1;
            }
        }
    }

    /// <summary>What was counted since it was last taken.</summary>
    public Dictionary<string, long> Take()
    {
        lock (counting)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }
}
