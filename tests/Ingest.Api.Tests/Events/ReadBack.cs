namespace Ingest.Api.Tests.Events;

/// <summary>An event as the worker would read it from a frame.</summary>
sealed record ReadBack(
    string AccountId, string EventId, string UserId, string Type, string? Path, string? Metadata, long OccurredAt, long ReceivedAt);
