using Analytics.Load.Engine;
using Analytics.Load.Scenarios;

namespace Analytics.Load.Tests.Scenarios;

public class ArrivalPaceTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1)]
    [InlineData(166.67)]
    [InlineData(3_000)]
    [InlineData(333_333)]
    [InlineData(1_200_000)]
    public void A_rate_is_kept_to_one_request_in_intervals_that_a_timer_can_keep(double perMinute)
    {
        var pace = ArrivalPace.Of(perMinute, Minute);
        Assert.InRange(Minute / pace.Interval * pace.Rate, perMinute * 0.9999, perMinute * 1.0001);
        Assert.True(pace.Interval >= TimeSpan.FromMilliseconds(20));
        Assert.True(pace.Rate == 1 || pace.Interval <= TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void An_interval_never_outlasts_its_stretch() =>
        Assert.Equal(TimeSpan.FromSeconds(5), ArrivalPace.Of(perMinute: 1, TimeSpan.FromSeconds(5)).Interval);

    [Theory]
    [InlineData(0, 600)]
    [InlineData(30, 450)]
    [InlineData(60, 300)]
    public void A_rising_part_has_half_of_its_steady_requests(int rising, int expected)
    {
        var load = ArrivalPace.RisingThenSteady(600, TimeSpan.FromSeconds(rising), Minute);
        Assert.Equal(Minute, load.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.During));
        Assert.InRange(load.Sum(one => ArrivalSchedule.Of(one, amountBefore: 0).Count()), expected - 2, expected + 2);
    }
}
