using System.Text;
using Analytics.Data.Answers;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Dapper;

namespace Analytics.Data.Tops;

/// <summary>Ranks the values of a dimension by their events: from rollups, and from raw rows for metadata and filters.</summary>
public sealed class PostgresTops(AccountReader reader, TimeProvider clock)
{
    static readonly string ReadRaw = EmbeddedSql.Read("PostgresTops.ReadRaw.sql");

    readonly RollupReader rollups = new(reader, clock);

    /// <summary>What a question has to read.</summary>
    public static AnswerSource SourceOf(TopDimension dimension, EventFilter filter) =>
        dimension.MetadataKey is null && filter.IsEmpty ? AnswerSource.Rollup : AnswerSource.Raw;

    /// <summary>
    /// The largest of a dimension among the selected events; or, where <paramref name="names"/> are given, how many events those
    /// have, the absent ones left out.
    /// </summary>
    public Task<Top> ReadAsync(SelectedEvents selected, TopDimension dimension, int limit, IReadOnlyCollection<string>? names, CancellationToken cancellation) =>
        SourceOf(dimension, selected.Filter) == AnswerSource.Rollup
            ? ReadRollupsAsync(selected, dimension, limit, names, cancellation)
            : ReadRawAsync(selected, dimension, limit, names, cancellation);

    async Task<Top> ReadRollupsAsync(SelectedEvents selected, TopDimension dimension, int limit, IReadOnlyCollection<string>? names, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var events = 0L;
        var (largest, known) = (new TopCounts(limit), new Dictionary<string, long>());
        var kind = dimension == TopDimension.Types ? CountedNames.Types : dimension == TopDimension.Users ? CountedNames.Users : CountedNames.Paths;
        await rollups.ReadAsync(selected.AccountId, [(selected.From, selected.To)], kind, Add, cancellation);
        var values = names is null ? largest.ToList() : [.. known.Where(pair => pair.Value > 0).Select(pair => new NamedCount(pair.Key, pair.Value))];
        return new(values, events, asOf, AnswerSource.Rollup);

        void Add(int range, RollupChunk sums)
        {
            events += sums.Events;
            var table = kind switch { CountedNames.Types => sums.Types, CountedNames.Users => sums.Users, _ => sums.Paths };
            if (names is null) largest.Add(table);
            else foreach (var name in names) known[name] = known.GetValueOrDefault(name) + table.Of(Encoding.UTF8.GetBytes(name));
        }
    }

    async Task<Top> ReadRawAsync(SelectedEvents selected, TopDimension dimension, int limit, IReadOnlyCollection<string>? names, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var parameters = new DynamicParameters(new
        {
            account_id = selected.AccountId,
            from = selected.From.UtcDateTime,
            to = selected.To.UtcDateTime,
            dimension = dimension.MetadataKey is null ? dimension.Name : "metadata",
            metadata_key = dimension.MetadataKey,
            names = names?.ToArray(),
            limit,
        });
        var sql = FilterSql.Apply(selected.Filter, ReadRaw, parameters);
        await using var connection = await reader.OpenAsync(selected.AccountId, cancellation);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
        return new([.. rows.Where(row => row.Name is not null).Select(row => new NamedCount(row.Name!, row.N))], rows.FirstOrDefault()?.Total ?? 0, asOf, AnswerSource.Raw);
    }

    sealed record Row(string? Name, long N, long Total);
}
