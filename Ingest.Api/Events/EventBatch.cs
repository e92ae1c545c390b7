namespace Ingest.Api.Events;

/// <summary>What a body came to: packed events to queue, events refused, ids made here; or a refusal of the whole, with none of these.</summary>
public sealed class EventBatch
{
    /// <summary>Why the whole body was refused, or null.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The valid events, packed, in the order in which they came.</summary>
    public IReadOnlyList<EventPiece> Pieces { get; init; } = [];

    /// <summary>How many valid events the pieces hold.</summary>
    public int EventCount { get; init; }

    /// <summary>The events refused, by index.</summary>
    public IReadOnlyList<Rejection> Rejections { get; init; } = [];

    /// <summary>The ids made here for valid events without one, in order.</summary>
    public IReadOnlyList<Guid> MadeIds { get; init; } = [];

    /// <summary>The id of the only event when one was asked for and it is valid, else null.</summary>
    public string? OnlyEventId { get; init; }
}
