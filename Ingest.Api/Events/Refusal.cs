namespace Ingest.Api.Events;

/// <summary>Why a whole body was refused.</summary>
/// <param name="Reason">The kind.</param>
/// <param name="Position">Bytes from the start of the decompressed body to the first byte at fault, where there is one.</param>
sealed record Refusal(RejectionReason Reason, long? Position = null);
