using Analytics.Client.Sending;

namespace Analytics.Client.Tests.Sending;

public sealed class RetryPauseTests
{
    static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 8)]
    [InlineData(6, 30)]
    [InlineData(1_000_000, 30)]
    public void It_doubles_up_to_the_limit_and_jitter_halves_it_at_most(int failures, double seconds)
    {
        Assert.Equal(seconds, RetryPause.After(failures, null, First, Limit, jitter: 1).TotalSeconds, 6);
        Assert.Equal(seconds / 2, RetryPause.After(failures, null, First, Limit, jitter: 0).TotalSeconds, 6);
    }

    [Theory]
    [InlineData(7, 0, 7)]
    [InlineData(7, 1, 8)]
    [InlineData(120, 0, 120)]
    [InlineData(0, 0, 0.5)]
    [InlineData(-5, 0, 0.5)]
    [InlineData(100_000, 0, 3_600)]
    public void It_is_never_shorter_than_the_server_asked_for_up_to_an_hour(double asked, double jitter, double seconds) =>
        Assert.Equal(seconds, RetryPause.After(1, TimeSpan.FromSeconds(asked), First, Limit, jitter).TotalSeconds, 6);

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(4, 0, 4)]
    [InlineData(4, 1, 8)]
    [InlineData(6, 1, 30)]
    [InlineData(1_000_000, 1, 30)]
    public void It_doubles_also_while_a_server_asks_for_little_each_time(int failures, double jitter, double seconds) =>
        Assert.Equal(seconds, RetryPause.After(failures, TimeSpan.FromSeconds(2), First, Limit, jitter).TotalSeconds, 6);
}
