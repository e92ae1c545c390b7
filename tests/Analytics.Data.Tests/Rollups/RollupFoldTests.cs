using Analytics.Data.Rollups;

namespace Analytics.Data.Tests.Rollups;

public sealed class RollupFoldTests
{
    static readonly ReadOnlyMemory<byte> Account = Some.Utf8("acc_1");
    static readonly DateTime Midnight = Some.Noon.Date;

    [Fact]
    public void A_delta_counts_in_its_hour_its_six_hours_and_its_day()
    {
        var fold = new RollupFold();
        fold.AddDelta(Account, Some.Noon, Chunk(3));
        fold.AddDelta(Account, Some.Noon, Chunk(2));
        fold.AddDelta(Account, Some.Noon.AddHours(11), Chunk(1));
        fold.AddDelta(Account, Some.Noon.AddHours(12), Chunk(1));
        Assert.Equal(
            [
                (RollupGrain.Hour, Some.Noon, 1, 5L), (RollupGrain.Hour, Some.Noon.AddHours(11), 1, 1L), (RollupGrain.Hour, Midnight.AddDays(1), 1, 1L),
                (RollupGrain.SixHours, Some.Noon, 1, 5L), (RollupGrain.SixHours, Some.Noon.AddHours(6), 1, 1L), (RollupGrain.SixHours, Midnight.AddDays(1), 1, 1L),
                (RollupGrain.Day, Midnight, 1, 6L), (RollupGrain.Day, Midnight.AddDays(1), 1, 1L),
            ],
            Seen(fold));
    }

    [Fact]
    public void An_account_that_comes_again_after_another_gets_sums_that_add_up()
    {
        var fold = new RollupFold();
        fold.AddDelta(Account, Some.Noon, Chunk(3));
        fold.AddDelta(Some.Utf8("acc_2"), Some.Noon, Chunk(2));
        fold.AddDelta(Account, Some.Noon, Chunk(4));
        var days = fold.ToChunks().Where(one => one.Key.Grain == RollupGrain.Day && one.Key.AccountId.Span.SequenceEqual(Account.Span));
        Assert.Equal([3, 4], days.Select(day => day.Chunk.Events));
        Assert.All(days, day => Assert.Equal(Some.Counts(("a", 1), ("b", day.Chunk.Events - 1)), day.Chunk.Types));
    }

    [Fact]
    public void Accounts_stay_apart()
    {
        var fold = new RollupFold();
        fold.AddDelta(Account, Some.Noon, Chunk(3));
        fold.AddDelta(Some.Utf8("acc_2"), Some.Noon, Chunk(2));
        Assert.Equal(6, fold.ToChunks().Count);
    }

    [Fact]
    public void Chunks_of_one_level_become_one_of_the_next()
    {
        var fold = new RollupFold();
        var key = new RollupKey(Account, RollupGrain.Hour, Some.Noon);
        fold.AddChunk(key, 1, Chunk(3));
        fold.AddChunk(key, 1, Chunk(4));
        fold.AddChunk(key, 2, Chunk(5));
        Assert.Equal([(RollupGrain.Hour, Some.Noon, 2, 7L), (RollupGrain.Hour, Some.Noon, 3, 5L)], Seen(fold));
        Assert.Equal(Some.Counts(("a", 2), ("b", 5)), fold.ToChunks().Single(chunk => chunk.Level == 2).Chunk.Types);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(97, 98)]
    [InlineData(98, 99)]
    [InlineData(99, 99)] // merging alone never makes it settled
    [InlineData(100, 100)]
    public void The_level_above_ends_below_settled(short level, short above) => Assert.Equal(above, LevelledChunk.Above(level));

    [Fact]
    public void Hours_six_hours_and_days_begin_where_they_do_in_UTC()
    {
        var late = Midnight.AddDays(1).AddTicks(-1);
        Assert.Equal(Midnight.AddHours(23), RollupGrain.Hour.StartOf(late));
        Assert.Equal(Midnight.AddHours(18), RollupGrain.SixHours.StartOf(late));
        Assert.Equal(Midnight, RollupGrain.Day.StartOf(late));
        Assert.Equal(Midnight, RollupGrain.Day.StartOf(Midnight));
        Assert.Equal(DateTimeKind.Utc, RollupGrain.Day.StartOf(late).Kind);
        foreach (var grain in RollupGrains.All) Assert.Equal(grain, RollupGrains.Parse(grain.Name()));
    }

    /// <summary>One event of type a, the others of type b.</summary>
    static StoredChunk Chunk(long events) => new(events, Some.Counts(("a", 1), ("b", events - 1)), Some.Counts(("u", events)), []);

    static IEnumerable<(RollupGrain, DateTime, int, long)> Seen(RollupFold fold) =>
        fold.ToChunks().Select(one => (one.Key.Grain, one.Key.StartsAt, (int)one.Level, one.Chunk.Events)).Order();
}
