using Analytics.Load.Import;

namespace Analytics.Load.Tests.Import;

public class BackoffTests
{
    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.4)]
    [InlineData(5, 3.2)]
    [InlineData(9, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_pause_doubles_up_to_its_limit(int failures, double seconds)
    {
        Assert.Equal(seconds, Backoff.Pause(failures, null, jitter: 1).TotalSeconds, 3);
        Assert.Equal(seconds / 2, Backoff.Pause(failures, null, jitter: 0).TotalSeconds, 3);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(-5, 0)]
    [InlineData(1_000_000, 3600)]
    public void It_is_never_sooner_than_the_server_asked_for(double asked, double seconds)
    {
        Assert.Equal(seconds, Backoff.Pause(1, TimeSpan.FromSeconds(asked), jitter: 0).TotalSeconds, 3);
        Assert.InRange(Backoff.Pause(20, TimeSpan.FromSeconds(asked), jitter: 1).TotalSeconds, seconds, seconds + 1);
    }
}
