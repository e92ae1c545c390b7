using Analytics.Data.Answers;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Dapper;

namespace Analytics.Data.Series;

/// <summary>
/// Counts events and users by interval: from rollups where the intervals fall on whole hours of UTC and nothing is filtered,
/// else from raw rows.
/// </summary>
public sealed class PostgresSeries(AccountReader reader, TimeProvider clock)
{
    /// <summary>Most types that a point tells apart.</summary>
    public const int TypeLimit = 20;

    static readonly string ReadRaw = EmbeddedSql.Read("PostgresSeries.ReadRaw.sql");

    readonly RollupReader rollups = new(reader, clock);

    /// <summary>What a question about these buckets has to read.</summary>
    public AnswerSource SourceOf(IReadOnlyList<SeriesBucket> buckets, EventFilter filter) =>
        filter.IsEmpty && RollupReader.Suits(RangesOf(buckets), clock.GetUtcNow()) ? AnswerSource.Rollup : AnswerSource.Raw;

    /// <summary>The points of one account's series, bucket by bucket.</summary>
    public async Task<SeriesCounts> ReadAsync(
        string accountId, IReadOnlyList<SeriesBucket> buckets, EventFilter filter, bool byType, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var source = SourceOf(buckets, filter);
        var points = buckets.Select(bucket => new SeriesPoint(bucket.Start, 0, 0, byType ? [] : null)).ToArray();
        if (source == AnswerSource.Rollup) await ReadRollupsAsync(accountId, buckets, byType, points, cancellation);
        else await ReadRawAsync(accountId, buckets, filter, byType, points, cancellation);
        return new(points, asOf, source);
    }

    Task ReadRollupsAsync(string accountId, IReadOnlyList<SeriesBucket> buckets, bool byType, SeriesPoint[] points, CancellationToken cancellation)
    {
        return rollups.ReadAsync(accountId, RangesOf(buckets), CountedNames.Users | (byType ? CountedNames.Types : CountedNames.None), Add, cancellation);

        void Add(int index, RollupChunk sums)
        {
            ref var point = ref points[index];
            point = point with { Events = point.Events + sums.Events, UniqueUsers = point.UniqueUsers + sums.Users.Present };
            if (point.Types is not { } types) return;
            var largest = new TopCounts(TypeLimit);
            largest.Add(types);
            largest.Add(sums.Types);
            point = point with { Types = largest.ToList() };
        }
    }

    async Task ReadRawAsync(
        string accountId, IReadOnlyList<SeriesBucket> buckets, EventFilter filter, bool byType, SeriesPoint[] points, CancellationToken cancellation)
    {
        if (buckets.Count == 0) return;
        var parameters = new DynamicParameters(new
        {
            account_id = accountId,
            starts = buckets.Select(bucket => bucket.From.UtcDateTime).ToArray(),
            from = buckets[0].From.UtcDateTime,
            to = buckets[^1].To.UtcDateTime,
        });
        var sql = FilterSql.Apply(filter, ReadRaw, parameters);
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        foreach (var bucket in rows.GroupBy(row => row.Bucket))
        {
            var whole = bucket.Single(row => row.Type is null);
            var types = bucket.Where(row => row.Type is not null).Select(row => new NamedCount(row.Type!, row.Events));
            points[bucket.Key - 1] = points[bucket.Key - 1] with
            {
                Events = whole.Events,
                UniqueUsers = whole.Users,
                Types = byType ? [.. types.Take(TypeLimit)] : null,
            };
        }
    }

    static List<(DateTimeOffset From, DateTimeOffset To)> RangesOf(IReadOnlyList<SeriesBucket> buckets) =>
        [.. buckets.Select(bucket => (bucket.From, bucket.To))];

    sealed record Row(int Bucket, string? Type, long Events, long Users);
}
