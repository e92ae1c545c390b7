using System.Text.Json;

namespace Analytics.Contracts;

/// <summary>
/// One event happened: the contract of a single event on the bus. A .NET service may publish it as it is and needs no HTTP.
/// The limits below are the edge's; on the bus a message that breaks one goes to the error queue, and what PostgreSQL refuses
/// is set aside.
/// </summary>
public sealed record EventRecorded
{
    /// <summary>Names the event within its account and UTC day; 1 to 200 characters. Sent twice, it is stored once.</summary>
    public required string EventId { get; init; }

    /// <summary>The tenant; 1 to 200 characters.</summary>
    public required string AccountId { get; init; }

    /// <summary>Who did it; 1 to 200 characters.</summary>
    public required string UserId { get; init; }

    /// <summary>What happened, for example <c>page_view</c>; 1 to 200 characters.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, any offset; kept in UTC to the microsecond.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When the system took it; the worker fills in its own clock when it is missing.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The page or resource, at most 2,000 characters, or null.</summary>
    public string? Path { get; init; }

    /// <summary>A JSON object of at most 32 kB, white space aside, and 16 levels, or null.</summary>
    public JsonElement? Metadata { get; init; }
}
