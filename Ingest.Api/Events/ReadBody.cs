namespace Ingest.Api.Events;

/// <summary>What a body came to: packed events to queue, events refused, ids made here; or a refusal of the whole, with none of these.</summary>
sealed class ReadBody
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

    /// <summary>The id that came with the event of a body of one; null when none came, or it was refused.</summary>
    public string? GivenId { get; init; }

    /// <summary>The id of the event of a body of one, as it came or as it was made here; null when it was refused.</summary>
    public string? OnlyEventId => GivenId ?? (MadeIds is [var made] ? made.ToString() : null);
}
