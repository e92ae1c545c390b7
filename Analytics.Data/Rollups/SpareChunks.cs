namespace Analytics.Data.Rollups;

/// <summary>A few chunks that are used again, with the room they have grown to. Made anew, each grows by copying itself, and leaves all of it to the collector.</summary>
sealed class SpareChunks
{
    const int Limit = 8;
    readonly Stack<RollupChunk> spare = new();

    /// <summary>An empty chunk.</summary>
    public RollupChunk Take() => spare.TryPop(out var used) ? used : new RollupChunk();

    /// <summary>Gives a chunk back, which nobody may read any more.</summary>
    public void GiveBack(RollupChunk chunk)
    {
        if (spare.Count == Limit) return;
        chunk.Clear((0, 1));
        spare.Push(chunk);
    }
}
