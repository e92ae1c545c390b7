using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public sealed class CommitPaceTests
{
    static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    [Fact]
    public void What_waits_goes_at_the_pace_of_the_last_seconds()
    {
        var pace = new CommitPace(At(0));
        for (var second = 1; second <= 10; second++) pace.Confirmed(At(second), 1_000);
        Assert.Equal(8, pace.RetryAfterSeconds(At(10), 8_000));
        Assert.Equal(1, pace.RetryAfterSeconds(At(10), 500));
    }

    [Fact]
    public void A_pace_that_changes_is_noticed_within_two_stretches()
    {
        var pace = new CommitPace(At(0));
        for (var second = 1; second <= 10; second++) pace.Confirmed(At(second), 100_000);
        for (var second = 11; second <= 16; second++) pace.Confirmed(At(second), 1_000);
        Assert.Equal(8, pace.RetryAfterSeconds(At(16), 8_000));
    }

    [Fact]
    public void The_longer_nothing_is_confirmed_the_longer_the_wait()
    {
        var pace = new CommitPace(At(0));
        pace.Confirmed(At(1), 1_000);
        Assert.Equal(2, pace.RetryAfterSeconds(At(5), 0));
        Assert.Equal(10, pace.RetryAfterSeconds(At(21), 0));
        Assert.Equal(30, pace.RetryAfterSeconds(At(10_000), 0));
    }

    [Fact]
    public void It_is_never_less_than_a_second() => Assert.Equal(1, new CommitPace(At(0)).RetryAfterSeconds(At(0), 0));
}
