using Analytics.Load.Bench.Edge;

namespace Analytics.Load.Tests.Bench.Edge;

public class EdgeReportTests
{
    static readonly EdgeFigure Body = new("read a body", "a reader", 100, 20_000, 10_000, 40_000, 2_400);
    static readonly EdgeFigure Key = new("cache key", "concat", 0, 0, 50, 200, 360);
    static readonly BrokerFigures Broker = new(2, 300, 45_000, 60_500, [300_000, 600_000], [200_000, 300_000], [150_000, 150_000], 299.6);

    static string Write(BrokerFigures? broker, params EdgeFigure[] figures) =>
        EdgeReport.Write(figures, broker, "BenchmarkDotNet.", "./dev bench edge", "2 cores", "0.5", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Speed_and_memory_follow_from_a_mean_time()
    {
        Assert.Equal((0.25, 500e6, 2.5e6, 24), (Body.Ratio, Body.BytesPerSecond, Body.EventsPerSecond, Body.Allocated));
        Assert.Equal(360, Key.Allocated);
    }

    [Fact]
    public void The_limit_stands_beside_each_part()
    {
        var text = Write(null, Body, Key);
        Assert.Contains("| read a body | a reader | 10.0 µs | 40.0 µs | **0.25** | 500 | 2,500,000 | 24 |", text, StringComparison.Ordinal);
        Assert.Contains("| cache key | concat | 50 ns | 200 ns | **0.25** |  |  | 360 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("RabbitMQ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_are_held_against_the_client_alone_round_by_round()
    {
        var text = Write(Broker);
        Assert.Equal([0.5, 0.25], Broker.Ratios);
        Assert.Contains("| limit: RabbitMQ.Client alone, the frame's bytes | 450,000 | 67.5 | **1.00** |", text, StringComparison.Ordinal);
        Assert.Contains("| ours: group commit over MassTransit, 300 events a frame | 150,000 | 22.5 | **0.38** | 0.50 · 0.25 |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pure parts", text, StringComparison.Ordinal);
    }
}
