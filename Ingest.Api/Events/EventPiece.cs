namespace Ingest.Api.Events;

/// <summary>
/// Some valid events of one request, packed by <see cref="Analytics.Contracts.EventFrameWriter"/>. A request makes one piece, or
/// several when it is larger than a frame may be; a piece is never split.
/// </summary>
readonly record struct EventPiece(ReadOnlyMemory<byte> Bytes, int EventCount);
