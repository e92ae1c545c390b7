using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Live;

/// <summary>Knobs of the streams; section <c>Live</c>.</summary>
sealed class LiveOptions
{
    /// <summary>Most streams that are open at a time, of one account two thirds of them; beyond, 503. Default 1,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int StreamLimit { get; set; } = 1_000;

    /// <summary>Most accounts and windows that are watched at a time; beyond, 503. Default 500; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int WatchLimit { get; set; } = 500;

    /// <summary>Most loads for streams at a time: the rest of the readers' connections is for others. Default 4; 1 to 100.</summary>
    [Range(1, 100)]
    public int LoadLimit { get; set; } = 4;

    /// <summary>Least time between two summaries of one account. Default 1 s; 0 to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>So old a summary is read again although nothing changed: its window has moved on. Default 1 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AgeLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often all watched accounts are looked at while changes are told over Redis, for workers that cannot tell. Default 5 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a comment shows that a quiet stream lives. Default 15 s; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(15);
}
