namespace Analytics.Data.Series;

/// <summary>
/// One interval of a series: when it begins by the calendar, with the offset that holds there, and the part of it that lies in the
/// range, from <paramref name="From"/> up to but not including <paramref name="To"/>. The two differ at the ends of the range only.
/// </summary>
public readonly record struct SeriesBucket(DateTimeOffset Start, DateTimeOffset From, DateTimeOffset To);
