namespace Analytics.Data.Summaries;

/// <summary>A summary, the range it is really of, and whether it came from the cache.</summary>
public sealed record CachedSummary(Summary Summary, DateTimeOffset From, DateTimeOffset To, bool Cached);
