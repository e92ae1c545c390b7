using Ingest.Api.Limits;

namespace Ingest.Api.Tests.Limits;

public sealed class BucketsTests
{
    readonly StandingClock clock = new();

    [Fact]
    public void Each_name_has_its_own()
    {
        var buckets = new Buckets(perMinute: 60, burst: 2, clock);
        Assert.True(buckets.Take("a", 2).IsTaken);
        Assert.False(buckets.Take("a", 1).IsTaken);
        Assert.True(buckets.Take("b", 1).IsTaken);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(buckets.Take("a", 1).IsTaken);
        Assert.False(buckets.Take("a", 1).IsTaken);
    }

    [Fact]
    public void A_million_names_take_no_more_room_than_allowed_and_harm_only_one_another()
    {
        var buckets = new Buckets(perMinute: 60, burst: 100, clock, nameLimit: 1_000);
        buckets.Take("before", 10);
        var passed = Enumerable.Range(0, 1_000_000).Count(i => buckets.Take($"stranger-{i}", 1).IsTaken);
        Assert.InRange(passed, 999 + 100, 999 + 100);
        Assert.Equal(1_000, buckets.Count);
        Assert.Equal(89, buckets.Take("before", 1).Remaining);
    }

    [Fact]
    public void Those_who_went_away_make_room()
    {
        var buckets = new Buckets(perMinute: 60, burst: 1, clock, nameLimit: 10);
        for (var i = 0; i < 10; i++) buckets.Take($"early-{i}", 1);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(buckets.Take("late", 1).IsTaken);
        Assert.Equal(1, buckets.Count);
    }
}
