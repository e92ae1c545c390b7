using Analytics.Data.Events;

namespace Analytics.Data.Rollups;

/// <summary>
/// Counts the rows of one append by account and hour. A batch holds hundreds of accounts, and to count all of them at once would take
/// more memory than its rows: so one account is counted after another, in the same few chunks.
/// </summary>
static class RollupDeltas
{
    /// <summary>
    /// A chunk for each account and hour where an account's rows stand together, as they do in key order; elsewhere several that add up.
    /// Read it before asking for the next, which may be the same chunk.
    /// </summary>
    public static IEnumerable<(ReadOnlyMemory<byte> AccountId, DateTime Hour, RollupChunk Chunk)> Of(IReadOnlyList<EventRow> rows)
    {
        var hours = new Dictionary<DateTime, RollupChunk>();
        var spare = new SpareChunks();
        for (var next = 0; next < rows.Count;)
        {
            var account = rows[next].AccountId;
            for (; next < rows.Count && rows[next].AccountId.Span.SequenceEqual(account.Span); next++)
            {
                var row = rows[next];
                var hour = RollupGrain.Hour.StartOf(row.OccurredAt);
                if (!hours.TryGetValue(hour, out var chunk)) hours.Add(hour, chunk = spare.Take());
                chunk.Add(row.Type, row.UserId, row.Path);
            }

            foreach (var (hour, chunk) in hours)
            {
                yield return (account, hour, chunk);
                spare.GiveBack(chunk);
            }

            hours.Clear();
        }
    }
}
