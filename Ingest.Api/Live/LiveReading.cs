using Analytics.Data.Answers;
using Analytics.Data.Latest;

namespace Ingest.Api.Live;

/// <summary>What one load for a watch found. <paramref name="Stored"/> was counted before the rest was read.</summary>
sealed record LiveReading(long Stored, Answer Summary, IReadOnlyList<LatestEvent> Latest);
