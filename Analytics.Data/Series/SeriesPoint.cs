using Analytics.Data.Summaries;

namespace Analytics.Data.Series;

/// <summary>
/// What happened in one interval: events and distinct users, exactly; and, when asked for, its largest types with their events.
/// </summary>
public sealed record SeriesPoint(DateTimeOffset Start, long Events, long UniqueUsers, IReadOnlyList<NamedCount>? Types);
