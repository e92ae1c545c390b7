namespace Analytics.Data.Summaries;

/// <summary>What a summary is asked for: one account, or all of them when <see cref="AccountId"/> is null, from an instant up to but not including another.</summary>
public sealed record SummaryQuery(string? AccountId, DateTimeOffset From, DateTimeOffset To);
