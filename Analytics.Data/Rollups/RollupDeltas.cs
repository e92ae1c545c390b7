using Analytics.Data.Events;

namespace Analytics.Data.Rollups;

/// <summary>Counts the rows of one append by account and hour.</summary>
static class RollupDeltas
{
    /// <summary>One chunk for each account and hour. Rows in key order are counted fastest: an account's rows stand together.</summary>
    public static Dictionary<(ReadOnlyMemory<byte> AccountId, DateTime Hour), RollupChunk> Of(IReadOnlyList<EventRow> rows)
    {
        var chunks = new Dictionary<(ReadOnlyMemory<byte>, DateTime), RollupChunk>(AccountTimeComparer.Instance);
        (ReadOnlyMemory<byte> AccountId, DateTime Hour) last = default;
        RollupChunk? chunk = null;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            (ReadOnlyMemory<byte>, DateTime) key = (row.AccountId, RollupGrain.Hour.StartOf(row.OccurredAt));
            if (chunk is null || !AccountTimeComparer.Instance.Equals(key, last))
            {
                if (!chunks.TryGetValue(key, out chunk)) chunks.Add(key, chunk = new RollupChunk());
                last = key;
            }

            chunk.Add(row.Type, row.UserId, row.Path);
        }

        return chunks;
    }
}
