using System.ComponentModel.DataAnnotations;

namespace Ingest.Api.Events;

/// <summary>How much one request may bring; section <c>Events</c>. What one event may hold is <see cref="Analytics.Contracts.EventLimits"/>.</summary>
public sealed class EventsOptions
{
    /// <summary>Most bytes of a body, counted after decompression; reading stops there. Default 10 MB; 1 kB to 100 MB.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public int BodyBytesLimit { get; set; } = 10 * 1024 * 1024;

    /// <summary>Most events in a request, refused ones counted. Default 10,000; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int EventCountLimit { get; set; } = 10_000;
}
