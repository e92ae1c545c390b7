using Ingest.Api.Limits;

namespace Ingest.Api.Tests.Limits;

public sealed class TokenBucketTests
{
    readonly TokenBucket bucket = new(perSecond: 2, burst: 10, TimeSpan.Zero);

    [Fact]
    public void A_rested_one_gives_a_burst_and_then_as_many_as_flow_in()
    {
        for (var i = 9; i >= 0; i--) Assert.Equal(new BucketAnswer(true, 10, i, (10 - i + 1) / 2, 0), bucket.Take(1, TimeSpan.Zero));
        Assert.Equal(new BucketAnswer(false, 10, 0, 5, 1), bucket.Take(1, TimeSpan.Zero));
        Assert.True(bucket.Take(1, TimeSpan.FromSeconds(0.5)).IsTaken);
        Assert.False(bucket.Take(1, TimeSpan.FromSeconds(0.9)).IsTaken);
        Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => bucket.Take(1, TimeSpan.FromHours(1)).IsTaken));
    }

    [Fact]
    public void A_refusal_takes_nothing_and_says_when_it_would_be_taken()
    {
        Assert.True(bucket.Take(8, TimeSpan.Zero).IsTaken);
        Assert.Equal(new BucketAnswer(false, 10, 2, 4, 3), bucket.Take(7, TimeSpan.Zero));
        Assert.False(bucket.Take(7, TimeSpan.FromSeconds(2.4)).IsTaken);
        Assert.True(bucket.Take(7, TimeSpan.FromSeconds(2.5)).IsTaken);
    }

    [Fact]
    public void More_than_a_burst_is_taken_from_a_full_one_and_leaves_it_in_debt()
    {
        Assert.Equal(new BucketAnswer(true, 10, 0, 500, 0), bucket.Take(1_000, TimeSpan.Zero));
        Assert.Equal(new BucketAnswer(false, 10, 0, 500, 496), bucket.Take(1, TimeSpan.Zero));
        Assert.Equal(new BucketAnswer(false, 10, 0, 500, 500), bucket.Take(1_000, TimeSpan.Zero));
        Assert.False(bucket.IsFull(TimeSpan.FromSeconds(499.5)));
        Assert.False(bucket.Take(1_000, TimeSpan.FromSeconds(499.5)).IsTaken);
        Assert.True(bucket.Take(1_000, TimeSpan.FromSeconds(500)).IsTaken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(1_000)]
    public void However_many_are_wanted_at_once_no_more_are_taken_in_an_hour_than_flow_in(int wanted)
    {
        const int FlowIn = 2 * 3_600;
        var taken = Enumerable.Range(0, 10 * 3_600).Count(tenth => bucket.Take(wanted, TimeSpan.FromSeconds(tenth / 10.0)).IsTaken) * wanted;
        Assert.InRange(taken, (FlowIn - wanted) * 9 / 10, FlowIn + Math.Max(wanted, 10)); // full to begin with, and the last one is still to be paid off
    }

    [Fact]
    public void A_clock_that_was_read_before_another_changes_nothing()
    {
        Assert.True(bucket.Take(10, TimeSpan.FromSeconds(10)).IsTaken);
        Assert.False(bucket.Take(1, TimeSpan.FromSeconds(9)).IsTaken);
        Assert.True(bucket.Take(1, TimeSpan.FromSeconds(10.5)).IsTaken);
    }

    [Fact]
    public async Task Many_at_once_never_take_more_than_there_is()
    {
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                if (bucket.Take(1, TimeSpan.Zero).IsTaken) Interlocked.Increment(ref taken);
            }
        })));
        Assert.Equal(10, taken);
    }
}
