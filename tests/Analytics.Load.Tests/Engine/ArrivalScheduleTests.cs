using Analytics.Load.Engine;
using NBomber.CSharp;

namespace Analytics.Load.Tests.Engine;

public class ArrivalScheduleTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_steady_rate_is_spread_evenly_over_the_whole_stretch()
    {
        var arrivals = ArrivalSchedule.Of(Simulation.Inject(rate: 4, interval: Second, during: 3 * Second), amountBefore: 0).ToList();
        Assert.Equal([.. Enumerable.Range(0, 12).Select(n => n * Second / 4)], arrivals);
    }

    [Theory]
    [InlineData(0, 100, 500)]
    [InlineData(100, 0, 500)]
    [InlineData(20, 60, 400)]
    [InlineData(50, 50, 500)]
    public void A_ramp_has_the_requests_of_its_mean_rate_in_order_within_the_stretch(int before, int rate, int expected)
    {
        var arrivals = ArrivalSchedule.Of(Simulation.RampingInject(rate, Second, 10 * Second), before).ToList();
        Assert.Equal(expected, arrivals.Count);
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.All(arrivals, at => Assert.InRange(at, TimeSpan.Zero, 10 * Second));
    }

    [Fact]
    public void A_ramp_from_nothing_has_a_quarter_of_its_requests_in_its_first_half()
    {
        var arrivals = ArrivalSchedule.Of(Simulation.RampingInject(100, Second, 10 * Second), amountBefore: 0).ToList();
        Assert.InRange(arrivals.Count(at => at < 5 * Second), 124, 126);
    }

    [Fact]
    public void No_rate_is_no_request() =>
        Assert.Empty(ArrivalSchedule.Of(Simulation.Inject(0, Second, 5 * Second), amountBefore: 0));
}
