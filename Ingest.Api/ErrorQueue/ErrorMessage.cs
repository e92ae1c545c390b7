namespace Ingest.Api.ErrorQueue;

/// <summary>A message that no worker could take, as it stands in the error queue: which, why, since when, how large.</summary>
sealed record ErrorMessage(string? MessageId, string? MessageType, string? Reason, string? FailedAt, int Bytes);
