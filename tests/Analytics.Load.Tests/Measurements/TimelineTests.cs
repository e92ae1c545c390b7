using Analytics.Load.Measurements;

namespace Analytics.Load.Tests.Measurements;

public class TimelineTests
{
    readonly ManualClock clock = new();

    [Fact]
    public void A_point_a_second_has_what_was_answered_in_it()
    {
        var timeline = new Timeline("t", TimeSpan.FromMinutes(1), clock);
        timeline.Add(TimeSpan.FromMilliseconds(10), isOk: true);
        timeline.Add(TimeSpan.FromMilliseconds(30), isOk: true);
        clock.Advance(TimeSpan.FromSeconds(2.5));
        timeline.Add(TimeSpan.FromMilliseconds(7), isOk: false);
        var points = timeline.Points(withLast: true);
        Assert.Equal([(2, 0), (0, 0), (0, 1)], points.Select(p => ((int)p.Ok, (int)p.Failed)));
        Assert.Equal([0, 1, 2], points.Select(p => p.At.TotalSeconds));
        Assert.InRange(points[0].P99!.Value.TotalMilliseconds, 30, 31);
        Assert.Equal((2, 0), (points[0].RequestsPerSecond, points[0].FailedPerSecond));
        Assert.Equal((0, 2), (points[2].RequestsPerSecond, points[2].FailedPerSecond)); // one in the half second that has passed
        Assert.Equal(2, timeline.Points(withLast: false).Count);
        Assert.Equal((2, 1), timeline.Counts);
    }

    [Fact]
    public void A_long_run_has_longer_stretches_and_not_more_of_them()
    {
        var timeline = new Timeline("t", TimeSpan.FromHours(2), clock);
        for (var second = 0; second < 7_200; second++)
        {
            timeline.Add(TimeSpan.FromMilliseconds(1), isOk: true);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        var points = timeline.Points(withLast: true);
        Assert.Equal(600, points.Count);
        Assert.Equal(7_200, points.Sum(p => p.Ok));
        Assert.All(points, p => Assert.Equal(1, p.RequestsPerSecond));
    }

    [Fact]
    public void A_stretch_in_which_nothing_succeeded_has_no_latency()
    {
        var timeline = new Timeline("t", TimeSpan.FromMinutes(1), clock);
        timeline.Add(TimeSpan.FromMilliseconds(10), isOk: true);
        clock.Advance(TimeSpan.FromSeconds(2));
        timeline.Add(TimeSpan.FromSeconds(1), isOk: false);
        var points = timeline.Points(withLast: true);
        Assert.Equal([true, false, false], points.Select(p => p.P50.HasValue && p.P99.HasValue));
    }

    [Fact]
    public void What_failed_is_not_among_the_latencies()
    {
        var timeline = new Timeline("t", TimeSpan.FromMinutes(1), clock);
        timeline.Add(TimeSpan.FromMilliseconds(10), isOk: true);
        timeline.Add(TimeSpan.FromSeconds(10), isOk: false);
        Assert.InRange(timeline.Quantile(1).TotalMilliseconds, 10, 10.4);
    }
}
