namespace Analytics.Load.Events;

/// <summary>One made-up event, before it becomes JSON for the API or a row for the store. <see cref="Metadata"/> is JSON.</summary>
readonly record struct MadeEvent(string EventId, string AccountId, string UserId, string Type, DateTime OccurredAt, string? Path, string Metadata);
