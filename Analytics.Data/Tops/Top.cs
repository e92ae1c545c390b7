using Analytics.Data.Answers;
using Analytics.Data.Summaries;

namespace Analytics.Data.Tops;

/// <summary>
/// The values with the most events, the largest first and then by name in byte order, and how many events there were in all, those
/// without a value included.
/// </summary>
public sealed record Top(IReadOnlyList<NamedCount> Values, long Events, DateTimeOffset AsOf, AnswerSource Source);
