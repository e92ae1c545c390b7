namespace Analytics.Data.Answers;

/// <summary>
/// An answer, whether it was made for an earlier reader (<paramref name="Cached"/>), and whether it is older than it should be,
/// because PostgreSQL cannot be asked now (<paramref name="Stale"/>).
/// </summary>
public sealed record CachedAnswer(Answer Answer, bool Cached, bool Stale);
