using Analytics.Data.Answers;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Summaries;

/// <summary>The answer to a summary's query by the rows alone, without rollups: slow and plain.</summary>
static class SummaryOracle
{
        public static async Task<Summary> ReadAsync(NpgsqlDataSource postgres, SelectedEvents query, string where = "true")
    {
        var events = $"from events where (@AccountId::text is null or account_id = @AccountId) and occurred_at >= @From and occurred_at < @To and {where}";
        await using var connection = await postgres.OpenConnectionAsync();
        var parameters = new { query.AccountId, From = query.From.UtcDateTime, To = query.To.UtcDateTime };
        return new Summary
        {
            Events = await connection.ExecuteScalarAsync<long>($"select count(*) {events}", parameters),
            UniqueUsers = await connection.ExecuteScalarAsync<long>($"select count(distinct user_id) {events}", parameters),
            UniqueTypes = await connection.ExecuteScalarAsync<long>($"select count(distinct type) {events}", parameters),
            Types = await TopAsync("type", "1000"),
            TopUsers = await TopAsync("user_id", "10"),
            TopPaths = await TopAsync("path", "10"),
            AsOf = default,
            Source = query.Filter.IsEmpty ? AnswerSource.Rollup : AnswerSource.Raw,
        };

        async Task<List<NamedCount>> TopAsync(string name, string limit) => (await connection.QueryAsync<NamedCount>(
            $"""select {name} as name, count(*) as events {events} and {name} is not null group by 1 order by 2 desc, {name} collate "C" limit {limit}""",
            parameters)).AsList();
    }
}
