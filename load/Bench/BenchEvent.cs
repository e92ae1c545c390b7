namespace Analytics.Load.Bench;

/// <summary>One made-up event, before it becomes JSON for the API or a row for COPY. All text is ASCII that needs no escape.</summary>
readonly record struct BenchEvent(
    string EventId, string AccountId, string UserId, string Type, string Path, string Metadata, DateTime OccurredAt);
