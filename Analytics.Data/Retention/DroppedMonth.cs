namespace Analytics.Data.Retention;

/// <summary>A month of events that is gone, and about how many it held: what PostgreSQL had estimated last, null if it never had.</summary>
public sealed record DroppedMonth(DateOnly Month, long? Events);
