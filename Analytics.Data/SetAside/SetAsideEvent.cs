namespace Analytics.Data.SetAside;

/// <summary>An event that was set aside, made readable: what no text can hold shows as U+FFFD. The id names it within its
/// account, a later one has a higher number; code and words of the refusal are PostgreSQL's.</summary>
public sealed record SetAsideEvent(
    long SetAsideId,
    string AccountId,
    string EventId,
    string UserId,
    string Type,
    DateTime OccurredAt,
    DateTime ReceivedAt,
    string? Path,
    string? Metadata,
    string SqlState,
    string Reason,
    DateTime FirstFailedAt,
    DateTime LastFailedAt,
    int Attempts);
