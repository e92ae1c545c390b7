using System.ComponentModel.DataAnnotations;

namespace Analytics.Data.Rollups;

/// <summary>Knobs of folding; section <c>Rollups</c>.</summary>
public sealed class RollupOptions
{
    /// <summary>How often a worker looks whether there is something to fold. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan FoldInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Deltas are folded at the latest this long after they were written. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FoldTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Or as soon as they count this many events, whichever comes first. Default 100,000.</summary>
    [Range(1, 10_000_000)]
    public int FoldEventThreshold { get; set; } = 100_000;

    /// <summary>
    /// Most events a fold takes at once, give or take a delta; it bounds the fold's memory, and events whose names take more than 80 bytes
    /// count as several. Default 200,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int FoldEventLimit { get; set; } = 200_000;

    /// <summary>So many chunks of one stretch and one level are merged into one of the next level. Default 8.</summary>
    [Range(2, 64)]
    public int MergeThreshold { get; set; } = 8;

    /// <summary>
    /// Most names that are merged at once; it bounds the merge's memory, and names of more than 50 bytes count as several. What is larger
    /// stays in several chunks. Default 500,000.
    /// </summary>
    [Range(1_000, 50_000_000)]
    public int MergeNameLimit { get; set; } = 500_000;

    /// <summary>A stretch that nothing was added to for this long is merged into one chunk. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A busy hour that was settled this long ago is counted in slots (<see cref="BusyHours"/>), which reads its rows once more. Default
    /// 5 minutes: events that keep coming late cost that no oftener.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan SlotsAfter { get; set; } = TimeSpan.FromMinutes(5);
}
