namespace Analytics.Contracts;

/// <summary>
/// The events that one group commit published together: a frame. They travel packed (see <see cref="EventFrame"/>), because
/// RabbitMQ and MassTransit charge by the message and JSON by the field.
/// </summary>
public sealed record EventRecordedBatch
{
    /// <summary>How many events the frame holds; a frame that holds another number is damaged and is refused whole.</summary>
    public required int EventCount { get; init; }

    /// <summary>The packed events, to be read with <see cref="EventFrameReader"/>.</summary>
    public required byte[] Frame { get; init; }
}
