namespace Analytics.Data.Latest;

/// <summary>An event as a list of the latest shows it: without its metadata, which may be large. Instants are UTC.</summary>
public sealed record LatestEvent(string EventId, string UserId, string Type, DateTime OccurredAt, DateTime ReceivedAt, string? Path);
