using Analytics.Data.Answers;

namespace Analytics.Data.Series;

/// <summary>A point for every interval, also where nothing happened, when PostgreSQL was asked, and what was read for it.</summary>
public sealed record SeriesCounts(IReadOnlyList<SeriesPoint> Points, DateTimeOffset AsOf, AnswerSource Source);
