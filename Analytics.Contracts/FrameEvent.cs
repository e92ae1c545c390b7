namespace Analytics.Contracts;

/// <summary>One event in a frame. The texts are UTF-8 and point into the frame's own bytes; nothing is copied.</summary>
public readonly record struct FrameEvent(
    ReadOnlyMemory<byte> AccountId,
    ReadOnlyMemory<byte> EventId,
    ReadOnlyMemory<byte> UserId,
    ReadOnlyMemory<byte> Type,
    ReadOnlyMemory<byte>? Path,
    ReadOnlyMemory<byte>? Metadata,
    long OccurredAtMicroseconds,
    long ReceivedAtMicroseconds);
