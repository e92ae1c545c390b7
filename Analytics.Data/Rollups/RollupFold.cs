namespace Analytics.Data.Rollups;

/// <summary>
/// Adds chunks up: deltas, each in the stretch of every grain that holds its hour; or chunks of one stretch, into one of the next level.
/// An hour's deltas are added up first, then hours in their six, and those in their day: most name the same names, and each is looked up once.
/// One account is added up after another, in the same few tables. An account whose chunks do not come together gets several sums, which add up as well.
/// </summary>
sealed class RollupFold
{
    /// <summary>The level of what deltas make; no merge makes one of it.</summary>
    const short First = 1;

    readonly List<LevelledChunk> done = [];
    readonly SpareChunks spare = new();
    readonly Dictionary<DateTime, RollupChunk> hours = [];
    readonly Dictionary<(RollupGrain Grain, DateTime StartsAt, short Level), RollupChunk> merged = [];
    ReadOnlyMemory<byte> account;

    /// <summary>A delta counts in its hour, its six hours and its day, as a chunk of the first level.</summary>
    public void AddDelta(ReadOnlyMemory<byte> accountId, DateTime hour, StoredChunk delta)
    {
        TurnTo(accountId);
        SumIn(hours, RollupGrain.Hour.StartOf(hour)).Add(delta);
    }

    /// <summary>A chunk that is merged with others counts one level higher.</summary>
    public void AddChunk(RollupKey key, short level, StoredChunk chunk)
    {
        TurnTo(key.AccountId);
        SumIn(merged, (key.Grain, key.StartsAt, LevelledChunk.Above(level))).Add(chunk);
    }

    /// <summary>The sums of all that was added.</summary>
    public List<LevelledChunk> ToChunks()
    {
        FinishAccount();
        return done;
    }

    void TurnTo(ReadOnlyMemory<byte> accountId)
    {
        if (accountId.Span.SequenceEqual(account.Span)) return;
        FinishAccount();
        account = accountId;
    }

    RollupChunk SumIn<TKey>(Dictionary<TKey, RollupChunk> sums, TKey key)
        where TKey : notnull
    {
        if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = spare.Take());
        return sum;
    }

    void FinishAccount()
    {
        foreach (var ((grain, startsAt, level), sum) in merged)
        {
            done.Add(new(new(account, grain, startsAt), level, PackedChunk.Of(sum)));
            spare.GiveBack(sum);
        }

        merged.Clear();
        FinishHours();
    }

    void FinishHours()
    {
        List<Stretch> shorter = [.. hours.Select(hour => new Stretch(hour.Key, hour.Value, PackedChunk.Of(hour.Value)))];
        List<RollupChunk> used = [.. hours.Values];
        foreach (var grain in RollupGrains.Everywhere)
        {
            shorter = [.. shorter.GroupBy(part => grain.StartOf(part.StartsAt)).Select(parts => SumOf(parts.Key, [.. parts], used))];
            done.AddRange(shorter.Select(sum => new LevelledChunk(new(account, grain, sum.StartsAt), First, sum.Packed)));
        }

        used.ForEach(spare.GiveBack);
        hours.Clear();
    }

    /// <summary>Events that come as they happen are of one hour, and so are their six hours and their day: most sums are of one part, and are that part.</summary>
    Stretch SumOf(DateTime startsAt, List<Stretch> parts, List<RollupChunk> used)
    {
        if (parts is [var only]) return only with { StartsAt = startsAt };
        var sum = spare.Take();
        used.Add(sum);
        foreach (var part in parts) sum.Add(part.Chunk);
        return new Stretch(startsAt, sum, PackedChunk.Of(sum));
    }

    /// <summary>Some stretch of time of the account, its counts, and the same ready to be written.</summary>
    readonly record struct Stretch(DateTime StartsAt, RollupChunk Chunk, PackedChunk Packed);
}
