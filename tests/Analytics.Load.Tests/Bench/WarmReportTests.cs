using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class WarmReportTests
{
    [Fact]
    public void The_ratio_is_the_median_of_neighbours() => Assert.Contains("| ratio | **0.60** | 0.50 · 0.60 · 0.80 |", Report(sentAgain: 0), StringComparison.Ordinal);

    [Fact]
    public void A_run_that_met_a_limit_says_so()
    {
        Assert.Contains("**7 questions were refused", Report(sentAgain: 7), StringComparison.Ordinal);
        foreach (var limit in (string[])["KeyRequests", "AddressRequests"]) Assert.Contains($"`Limits__{limit}__PerMinute`", Report(sentAgain: 7), StringComparison.Ordinal);
        Assert.DoesNotContain("refused", Report(sentAgain: 0), StringComparison.Ordinal);
    }

    static string Report(long sentAgain)
    {
        var options = new WarmOptions(new Uri("http://127.0.0.1:8080"), "");
        return WarmReport.Write(options, [Round(500, 0), Round(600, sentAgain), Round(800, 0)], "./dev bench warm", "a machine", DateTimeOffset.UnixEpoch);
    }

    static WarmRound Round(long requests, long sentAgain) => new(Loop(1_000, 0), Loop(requests, sentAgain), CpuUse.Read().Since(CpuUse.Read()));

    static LoopResult Loop(long requests, long sentAgain)
    {
        var latencies = new Latencies();
        latencies.Add(TimeSpan.FromMilliseconds(1));
        return new(TimeSpan.FromSeconds(1), requests, 0, sentAgain, latencies);
    }
}
