using Analytics.Data.Answers;
using Analytics.Data.Rollups;
using Analytics.Data.Selections;
using Analytics.Data.Series;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Series;

public sealed class PostgresSeriesTests(PostgresServer server) : DatabaseTest(server)
{
    readonly ManualClock clock = new(Some.Noon.AddHours(1));

    [Theory]
    [InlineData("UTC", SeriesInterval.Hour, AnswerSource.Rollup)]
    [InlineData("Europe/Paris", SeriesInterval.Day, AnswerSource.Rollup)]
    [InlineData("Europe/Paris", SeriesInterval.Week, AnswerSource.Rollup)]
    [InlineData("America/New_York", SeriesInterval.Month, AnswerSource.Rollup)]
    [InlineData("Asia/Kolkata", SeriesInterval.Day, AnswerSource.Rollup)]
    [InlineData("Asia/Kolkata", SeriesInterval.Hour, AnswerSource.Raw)]
    public async Task Every_interval_has_a_point_and_each_is_as_the_rows_say(string zone, SeriesInterval interval, AnswerSource source)
    {
        await FillAsync();
        var buckets = SeriesBuckets.Of(Some.Noon.AddDays(-3).AddMinutes(7), Some.Noon.AddDays(3).AddMinutes(1), interval, TimeZoneInfo.FindSystemTimeZoneById(zone), 1_000);
        var counts = await ReadAsync(buckets, EventFilter.None, byType: true);
        Assert.Equal(source, counts.Source);
        Assert.Equal(clock.GetUtcNow(), counts.AsOf);
        await AssertAsync(buckets, counts, "true");
    }

    [Fact]
    public async Task A_filter_is_answered_from_the_rows()
    {
        await FillAsync();
        var buckets = SeriesBuckets.Of(Some.Noon.AddDays(-3), Some.Noon.AddDays(3), SeriesInterval.Day, TimeZoneInfo.Utc, 1_000);
        var counts = await ReadAsync(buckets, new() { Path = "/页/3" }, byType: false);
        Assert.Equal(AnswerSource.Raw, counts.Source);
        Assert.All(counts.Points, point => Assert.Null(point.Types));
        await AssertAsync(buckets, counts, "path = '/页/3'");
    }

    async Task FillAsync()
    {
        await Store.AppendAsync(Some.RandomEvents(new Random(90), 800), default);
        await new PostgresRollups(Writer, new RollupOptions { FoldEventLimit = 500 }, clock).FoldAsync(default);
        await Store.AppendAsync(Some.RandomEvents(new Random(91), 200, "late_"), default);
    }

    Task<SeriesCounts> ReadAsync(List<SeriesBucket> buckets, EventFilter filter, bool byType) =>
        new PostgresSeries(Reader, clock).ReadAsync("acc_1", buckets, filter, byType, default);

    async Task AssertAsync(List<SeriesBucket> buckets, SeriesCounts counts, string where)
    {
        Assert.Equal(buckets.Select(bucket => bucket.Start), counts.Points.Select(point => point.Start));
        await using var connection = await Postgres.OpenConnectionAsync();
        foreach (var (bucket, point) in buckets.Zip(counts.Points))
        {
            var range = new { From = bucket.From.UtcDateTime, To = bucket.To.UtcDateTime };
            var rows = $"from events where account_id = 'acc_1' and occurred_at >= @From and occurred_at < @To and {where}";
            Assert.Equal(await connection.QuerySingleAsync<(long, long)>($"select count(*), count(distinct user_id) {rows}", range), (point.Events, point.UniqueUsers));
            if (point.Types is not { } types) continue;
            var expected = await connection.QueryAsync<(string, long)>($"select type, count(*) {rows} group by 1 order by 2 desc, 1", range);
            Assert.Equal(expected, types.Select(type => (type.Name, type.Events)));
        }

        Assert.True(counts.Points.Sum(point => point.Events) > 0);
    }
}
