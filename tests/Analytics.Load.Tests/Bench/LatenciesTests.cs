using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class LatenciesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1_000)]
    [InlineData(3_000_000)]
    [InlineData(600_000_000)]
    public void A_duration_is_kept_within_four_per_cent_and_never_said_shorter(long microseconds)
    {
        var latencies = new Latencies();
        latencies.Add(TimeSpan.FromMicroseconds(microseconds));
        Assert.InRange(latencies.Quantile(0.5).TotalMicroseconds, microseconds, microseconds * 1.04);
    }

    [Fact]
    public void Quantiles_are_of_all_connections_together()
    {
        var all = new Latencies();
        for (var connection = 0; connection < 10; connection++)
        {
            var one = new Latencies();
            for (var i = 1; i <= 100; i++)
                one.Add(TimeSpan.FromMilliseconds(i));
            all.Add(one);
        }

        Assert.Equal(1_000, all.Count);
        Assert.InRange(all.Quantile(0.5).TotalMilliseconds, 50, 52);
        Assert.InRange(all.Quantile(0.99).TotalMilliseconds, 99, 103);
        Assert.Equal(TimeSpan.Zero, new Latencies().Quantile(0.99));
    }

    [Fact]
    public void The_longest_and_the_mean_are_exact_and_of_all_together()
    {
        var (one, other) = (new Latencies(), new Latencies());
        one.Add(TimeSpan.FromTicks(12_345_678));
        other.Add(TimeSpan.FromTicks(2));
        one.Add(other);
        Assert.Equal(TimeSpan.FromTicks(12_345_678), one.Max);
        Assert.Equal(TimeSpan.FromTicks(6_172_840), one.Mean);
        Assert.Equal(TimeSpan.Zero, new Latencies().Mean);
    }
}
