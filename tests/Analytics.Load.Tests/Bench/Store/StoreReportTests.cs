using Analytics.Load.Bench.Store;

namespace Analytics.Load.Tests.Bench.Store;

public class StoreReportTests
{
    static readonly StoreCell Cell = new(100, 50, [1_000, 2_000, 4_000], [500, 1_600, 1_000]);

    [Fact]
    public void A_ratio_is_of_neighbours() => Assert.Equal([0.5, 0.8, 0.25], Cell.Ratios);

    [Fact]
    public void The_limit_stands_beside_the_figure_with_machine_and_command()
    {
        var text = StoreReport.Write(new StoreOptions(""), [Cell], "./dev bench store", "2 cores", "PostgreSQL 15", "0.5", DateTimeOffset.UnixEpoch);
        Assert.Contains("| 100 | 50 % | 50,000 | 2,000 rows/s | 1,000 rows/s | **0.50** | 0.50 · 0.80 · 0.25 |", text, StringComparison.Ordinal);
        Assert.Contains("`./dev bench store`", text, StringComparison.Ordinal);
        Assert.Contains("2 cores, PostgreSQL 15; load average before: 0.5.", text, StringComparison.Ordinal);
    }
}
