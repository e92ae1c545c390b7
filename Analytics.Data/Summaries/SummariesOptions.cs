using System.ComponentModel.DataAnnotations;

namespace Analytics.Data.Summaries;

/// <summary>Knobs of <see cref="CachedSummaries"/>; section <c>Summaries</c>.</summary>
public sealed class SummariesOptions
{
    /// <summary>How old an answer may get. Default 60 s, give or take 10 %; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest that a load may take, waiting for its turn included. Default 2.5 s, 10 ms to 1 min: with the cache's 200 ms an
    /// answer stays below the 3 s that every answer has.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Most loads at a time, so that a Redis failure is not a flood for PostgreSQL. Default 16; 1 to 1,000. Not measured.</summary>
    [Range(1, 1_000)]
    public int ConcurrentLoadLimit { get; set; } = 16;
}
