namespace Analytics.Data.Rollups;

/// <summary>
/// Adds chunks up: deltas, each in the stretch of every grain that holds its hour; or chunks of one stretch, into one of the next level.
/// An hour's deltas are added up first and their sum in the longer stretches: most name the same names, and each is looked up once.
/// </summary>
sealed class RollupFold
{
    readonly Dictionary<RollupKey, RollupChunk> hours = [];
    readonly Dictionary<(RollupKey Key, short Level), RollupChunk> sums = [];

    /// <summary>A delta counts in its hour, its six hours and its day, as a chunk of the first level.</summary>
    public void AddDelta(ReadOnlyMemory<byte> accountId, DateTime hour, StoredChunk delta)
    {
        var key = new RollupKey(accountId, RollupGrain.Hour, RollupGrain.Hour.StartOf(hour));
        if (!hours.TryGetValue(key, out var sum)) hours.Add(key, sum = new RollupChunk());
        sum.Add(delta);
    }

    /// <summary>A chunk that is merged with others counts one level higher.</summary>
    public void AddChunk(RollupKey key, short level, StoredChunk chunk) => SumOf(key, LevelledChunk.Above(level)).Add(chunk);

    public List<LevelledChunk> ToChunks()
    {
        foreach (var (key, hour) in hours)
        {
            foreach (var grain in RollupGrains.Everywhere.Where(grain => grain != RollupGrain.Hour))
                SumOf(new RollupKey(key.AccountId, grain, grain.StartOf(key.StartsAt)), 1).Add(hour);
            if (!sums.TryAdd((key, 1), hour)) sums[(key, 1)].Add(hour);
        }

        hours.Clear();
        return [.. sums.Select(sum => new LevelledChunk(sum.Key.Key, sum.Key.Level, sum.Value))];
    }

    RollupChunk SumOf(RollupKey key, short level)
    {
        if (!sums.TryGetValue((key, level), out var sum)) sums.Add((key, level), sum = new RollupChunk());
        return sum;
    }
}
