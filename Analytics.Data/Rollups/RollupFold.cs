namespace Analytics.Data.Rollups;

/// <summary>Adds chunks up: deltas, each in the stretch of every grain that holds its hour; or chunks of one stretch, into one of the next level.</summary>
sealed class RollupFold
{
    readonly Dictionary<(RollupKey Key, short Level), RollupChunk> sums = [];

    /// <summary>A delta counts in its hour, its six hours and its day, as a chunk of the first level.</summary>
    public void AddDelta(ReadOnlyMemory<byte> accountId, DateTime hour, StoredChunk delta)
    {
        foreach (var grain in RollupGrains.Everywhere) SumOf(new RollupKey(accountId, grain, grain.StartOf(hour)), 1).Add(delta);
    }

    /// <summary>A chunk that is merged with others counts one level higher.</summary>
    public void AddChunk(RollupKey key, short level, StoredChunk chunk) => SumOf(key, LevelledChunk.Above(level)).Add(chunk);

    public List<LevelledChunk> ToChunks() => [.. sums.Select(sum => new LevelledChunk(sum.Key.Key, sum.Key.Level, sum.Value))];

    RollupChunk SumOf(RollupKey key, short level)
    {
        if (!sums.TryGetValue((key, level), out var sum)) sums.Add((key, level), sum = new RollupChunk());
        return sum;
    }
}
