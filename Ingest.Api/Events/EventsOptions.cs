using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Events;

/// <summary>How much one request may bring; section <c>Events</c>. What one event may hold is <see cref="Analytics.Contracts.EventLimits"/>.</summary>
sealed class EventsOptions
{
    /// <summary>Most bytes of a body, counted after decompression; reading stops there. Default 10 MB; 1 kB to 100 MB.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public int BodyBytesLimit { get; set; } = 10 * 1024 * 1024;

    /// <summary>Most events in a request, refused ones counted. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int EventCountLimit { get; set; } = 10_000;

    /// <summary>
    /// How many bodies of 64 kB to 1 MB may be read at once; as many megabytes are kept for them once they were needed. Beyond, a
    /// request waits for <see cref="BodyRoomTimeLimit"/> and is then refused with 503. Default 32.
    /// </summary>
    [Range(1, 10_000)]
    public int MediumBodiesLimit { get; set; } = 32;

    /// <summary>How many larger bodies, each in memory of <see cref="BodyBytesLimit"/>. Default 6, which makes 60 MB.</summary>
    [Range(1, 1_000)]
    public int LargeBodiesLimit { get; set; } = 6;

    /// <summary>How long a body may wait for memory, each time it needs more. Default 250 ms: with the wait for the broker it still answers within 3 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan BodyRoomTimeLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Slowest pace, in bytes received a second, at which a body not known to be small may come, after 5 s of grace; a slower one is cut. It
    /// bounds how long a client may hold memory that others wait for. Default 32 kB/s: 10 MB in five minutes.
    /// </summary>
    [Range(240, 1024 * 1024)]
    public int LargeBodyPace { get; set; } = 32 * 1024;
}
