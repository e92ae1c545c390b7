namespace Analytics.Data.Rollups;

/// <summary>A chunk of the table rollups. <see cref="Level"/> says how often its counts were merged.</summary>
readonly record struct LevelledChunk(RollupKey Key, short Level, PackedChunk Chunk)
{
    const short InFiveMinutes = 101;
    const short InMinutes = 102;

    /// <summary>The level of a chunk that holds all of a stretch that nothing was added to for a while.</summary>
    public const short Settled = 100;

    /// <summary>The level of an hour that is settled and whose slots hold all of it; see 0013_busy_hours.sql.</summary>
    public static short InSlotsOf(RollupGrain shortest) => shortest == RollupGrain.Minute ? InMinutes : InFiveMinutes;

    /// <summary>The shortest slots of an hour of such a level.</summary>
    public static RollupGrain ShortestSlotsOf(short level) => level == InMinutes ? RollupGrain.Minute : RollupGrain.FiveMinutes;

    /// <summary>The level of what merging chunks of a level makes.</summary>
    public static short Above(short level) => level == Settled ? Settled : (short)Math.Min(level + 1, Settled - 1);
}
