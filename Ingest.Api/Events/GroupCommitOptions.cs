using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Events;

/// <summary>Knobs of <see cref="GroupCommit"/>; section <c>GroupCommit</c>.</summary>
public sealed class GroupCommitOptions
{
    /// <summary>Most events in a frame. Default 1,000; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int FrameEventLimit { get; set; } = 1_000;

    /// <summary>Most packed bytes in a frame, unless one event alone is larger. Default 256 kB; RabbitMQ 4 refuses messages over 16 MB.</summary>
    [Range(1024, 4 * 1024 * 1024)]
    public int FrameBytesLimit { get; set; } = 256 * 1024;
}
