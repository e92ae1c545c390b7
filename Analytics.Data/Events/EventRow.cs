namespace Analytics.Data.Events;

/// <summary>
/// One row of the table events. Texts are UTF-8 bytes, as they came and as they go: a string each would be made only to be
/// taken apart again. Both instants are UTC; <see cref="OccurredAt"/> decides the day and so the partition.
/// </summary>
public readonly record struct EventRow(
    ReadOnlyMemory<byte> AccountId,
    ReadOnlyMemory<byte> EventId,
    ReadOnlyMemory<byte> UserId,
    ReadOnlyMemory<byte> Type,
    DateTime OccurredAt,
    DateTime ReceivedAt,
    ReadOnlyMemory<byte>? Path,
    ReadOnlyMemory<byte>? Metadata)
{
    /// <summary>The UTC day, part of the key.</summary>
    public DateOnly OccurredOn => DateOnly.FromDateTime(OccurredAt);
}
