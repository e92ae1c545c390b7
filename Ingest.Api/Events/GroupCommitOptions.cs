using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Events;

/// <summary>Knobs of <see cref="GroupCommit"/> and of publishing; section <c>GroupCommit</c>.</summary>
sealed class GroupCommitOptions
{
    /// <summary>Most events in a frame. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int FrameEventLimit { get; set; } = 1_000;

    /// <summary>
    /// Most packed bytes in a frame, unless one event alone is larger. Default 48 kB: with its envelope a frame then stays below
    /// the 85 kB from which .NET keeps arrays for long, and is large enough that messages cost next to nothing.
    /// </summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int FrameBytesLimit { get; set; } = 48 * 1024;

    /// <summary>
    /// How many frames may await their confirm at once, to use the wait for the disk. Beside another goes only one that is full by
    /// <see cref="FrameBytesLimit"/>: small frames cost RabbitMQ and the workers more than the wait costs their events. Default 2.
    /// </summary>
    [Range(1, 64)]
    public int FramesInFlightLimit { get; set; } = 2;

    /// <summary>Packed bytes that may wait for a frame; beyond, requests are refused with 503. Default 32 MB.</summary>
    [Range(1024 * 1024, 1024 * 1024 * 1024)]
    public long WaitingBytesLimit { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long a publish may wait for the broker's confirm. Default 1.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a request may wait for all of its events to be confirmed, waiting for a frame included. Default 2.5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:30")]
    public TimeSpan CommitTimeLimit { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>After publishing has failed, how long to fail at once before trying again. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:01:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(1);
}
