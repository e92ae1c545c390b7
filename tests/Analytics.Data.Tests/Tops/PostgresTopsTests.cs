using Analytics.Data.Answers;
using Analytics.Data.Selections;
using Analytics.Data.Tops;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Tops;

public sealed class PostgresTopsTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly SelectedEvents All = new("acc_1", Some.Noon.AddDays(-3).AddMinutes(5), Some.Noon.AddDays(3));

    [Theory]
    [InlineData("types", "type")]
    [InlineData("users", "user_id")]
    [InlineData("paths", "path")]
    [InlineData("metadata.plan", "metadata ->> 'plan'")]
    public async Task The_largest_are_those_of_the_rows_with_or_without_a_filter(string dimension, string column)
    {
        await Store.AppendAsync(Some.RandomEvents(new Random(95), 600), default);
        await Store.AppendAsync([.. Enumerable.Range(0, 30).Select(i => Some.Event($"m{i}", type: "login", metadata: $$"""{"plan":"{{(char)('a' + (i % 7))}}"}"""))], default);
        await AssertAsync(EventFilter.None, "true", 5, column == "metadata ->> 'plan'" ? AnswerSource.Raw : AnswerSource.Rollup);
        await AssertAsync(new() { Type = "login" }, "type = 'login'", 1_000, AnswerSource.Raw);

        async Task AssertAsync(EventFilter filter, string where, int limit, AnswerSource source)
        {
            var top = await ReadAsync(dimension, limit, null, filter);
            Assert.Equal(source, top.Source);
            await using var connection = await Postgres.OpenConnectionAsync();
            var rows = $"from events where account_id = 'acc_1' and occurred_at >= @From and occurred_at < @To and {where}";
            var range = new { From = All.From.UtcDateTime, To = All.To.UtcDateTime };
            Assert.Equal(await connection.ExecuteScalarAsync<long>($"select count(*) {rows}", range), top.Events);
            var expected = await connection.QueryAsync<(string, long)>(
                $"""select {column}, count(*) {rows} and {column} is not null group by 1 order by 2 desc, ({column}) collate "C" limit {limit}""", range);
            Assert.Equal(expected, top.Values.Select(value => (value.Name, value.Events)));
        }
    }

    [Theory]
    [InlineData("users")]
    [InlineData("metadata.plan")]
    public async Task Of_given_names_the_counts_of_those_that_are_there(string dimension)
    {
        await Store.AppendAsync(
            [Some.Event("1", user: "a", metadata: """{"plan":"a"}"""), Some.Event("2", user: "a", metadata: """{"plan":"a"}"""), Some.Event("3", user: "b")], default);
        var top = await ReadAsync(dimension, 10, ["a", "nobody"], EventFilter.None);
        Assert.Equal(3, top.Events);
        Assert.Equal(("a", 2), (Assert.Single(top.Values).Name, top.Values[0].Events));
    }

    [Fact]
    public async Task Without_events_there_is_nothing_and_no_total()
    {
        foreach (var dimension in (string[])["paths", "metadata.x"])
        {
            var top = await ReadAsync(dimension, 10, null, EventFilter.None);
            Assert.Equal(0, top.Events);
            Assert.Empty(top.Values);
        }
    }

    [Theory]
    [InlineData("metadata.")]
    [InlineData("Types")]
    [InlineData("user")]
    [InlineData("")]
    public void Other_names_are_no_dimensions(string name) => Assert.Null(TopDimension.Named(name));

    Task<Top> ReadAsync(string dimension, int limit, string[]? names, EventFilter filter) =>
        new PostgresTops(Reader, TimeProvider.System).ReadAsync(All with { Filter = filter }, TopDimension.Named(dimension)!, limit, names, default);
}
