namespace Analytics.Data.Rollups;

/// <summary>
/// Adds chunks up: deltas, each in the stretch of every grain that holds its hour; or chunks of one stretch, into one of the next level.
/// An hour's deltas are added up first, then hours in their six, and those in their day: most name the same names, and each is looked up once.
/// </summary>
sealed class RollupFold
{
    /// <summary>The level of what deltas make; no merge makes one of it.</summary>
    const short First = 1;

    readonly Dictionary<RollupKey, RollupChunk> hours = [];
    readonly Dictionary<(RollupKey Key, short Level), RollupChunk> merged = [];

    /// <summary>A delta counts in its hour, its six hours and its day, as a chunk of the first level.</summary>
    public void AddDelta(ReadOnlyMemory<byte> accountId, DateTime hour, StoredChunk delta)
    {
        var key = new RollupKey(accountId, RollupGrain.Hour, RollupGrain.Hour.StartOf(hour));
        if (!hours.TryGetValue(key, out var sum)) hours.Add(key, sum = new RollupChunk());
        sum.Add(delta);
    }

    /// <summary>A chunk that is merged with others counts one level higher.</summary>
    public void AddChunk(RollupKey key, short level, StoredChunk chunk)
    {
        var above = (key, LevelledChunk.Above(level));
        if (!merged.TryGetValue(above, out var sum)) merged.Add(above, sum = new RollupChunk());
        sum.Add(chunk);
    }

    /// <summary>The sums, to be read only: an hour shares its chunk with the longer stretches that hold no other.</summary>
    public List<LevelledChunk> ToChunks()
    {
        List<LevelledChunk> chunks = [.. merged.Select(sum => new LevelledChunk(sum.Key.Key, sum.Key.Level, sum.Value))];
        List<KeyValuePair<RollupKey, RollupChunk>> shorter = [.. hours];
        foreach (var grain in RollupGrains.Everywhere)
        {
            shorter = [.. shorter
                .GroupBy(part => part.Key with { Grain = grain, StartsAt = grain.StartOf(part.Key.StartsAt) }, part => part.Value)
                .Select(parts => KeyValuePair.Create(parts.Key, SumOf([.. parts])))];
            chunks.AddRange(shorter.Select(sum => new LevelledChunk(sum.Key, First, sum.Value)));
        }

        return chunks;
    }

    /// <summary>Events that come as they happen are of one hour, and so are their six hours and their day: most sums are of one part.</summary>
    static RollupChunk SumOf(List<RollupChunk> parts)
    {
        if (parts.Count == 1) return parts[0];
        var sum = new RollupChunk();
        foreach (var part in parts) sum.Add(part);
        return sum;
    }
}
