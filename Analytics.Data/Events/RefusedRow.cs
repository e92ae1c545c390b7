namespace Analytics.Data.Events;

/// <summary>A row that PostgreSQL does not store, and what it said.</summary>
readonly record struct RefusedRow(EventRow Row, string SqlState, string Reason);
