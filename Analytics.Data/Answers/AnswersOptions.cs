using System.ComponentModel.DataAnnotations;

namespace Analytics.Data.Answers;

/// <summary>Knobs of <see cref="CachedAnswers"/>; section <c>Answers</c>.</summary>
public sealed class AnswersOptions
{
    /// <summary>How old an answer may get. Default 60 s, give or take 10 %; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How old an answer may get while PostgreSQL cannot be asked; it is then marked stale. Default 1 h; 0 is never, at most a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StaleLimit { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long an answer stays in this process, so that a popular one does not ask Redis for every reader. Default 1 s; 0 to 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan LocalTimeToLive { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most answers that stay in this process, each of at most 16 kB. Default 1,000; 0 to 100,000.</summary>
    [Range(0, 100_000)]
    public int LocalLimit { get; set; } = 1_000;

    /// <summary>
    /// Longest that a load from rollups may take, waiting for its turn included. Default 2.5 s, 10 ms to 1 min: with the cache's
    /// 200 ms an answer stays below the 3 s that every answer has.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>Longest that a load from raw rows may take. Default 5 s, as PostgreSQL's own limit for a reader's statement; 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan RawLoadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most loads at a time, so that a Redis failure is not a flood for PostgreSQL. Default 16; 1 to 1,000. Not measured.</summary>
    [Range(1, 1_000)]
    public int ConcurrentLoadLimit { get; set; } = 16;

    /// <summary>Most loads from raw rows at a time. Default 4; 1 to 1,000. Not measured.</summary>
    [Range(1, 1_000)]
    public int ConcurrentRawLoadLimit { get; set; } = 4;
}
