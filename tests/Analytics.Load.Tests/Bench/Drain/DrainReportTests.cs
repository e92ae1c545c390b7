using Analytics.Load.Bench;
using Analytics.Load.Bench.Drain;

namespace Analytics.Load.Tests.Bench.Drain;

public class DrainReportTests
{
    static readonly CpuUse Cpu = new(new Dictionary<string, (TimeSpan Cpu, long ResidentBytes)> { ["workers"] = (TimeSpan.FromSeconds(5), 180_000_000) }, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));

    static readonly DrainResult Result = new("PostgreSQL 15", 200_000, 500_000, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5), 499_999, 190_000_000, Cpu);

    [Fact]
    public void The_drain_stands_beside_what_it_is_to_reach()
    {
        var report = DrainReport.Write(
            new DrainOptions(new Uri("http://127.0.0.1:8080"), "", null, 500_000, 2), Result, "2 cores", "0.1", "./dev bench drain", new DateTimeOffset(2026, 11, 30, 15, 0, 0, TimeSpan.Zero));
        Assert.Contains("| 2 | 500,000 | **5.0 s** | 20 s for 1,000,000 | 100,000 | 200,000 | 0.50 | **190 MB** | 200 MB | 1 |", report, StringComparison.Ordinal);
        Assert.Contains("| workers | 10.0 |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_a_fault() => Assert.Equal("1 accepted events are not in the table.", Result.Balance.Fault);

    [Fact]
    public void The_most_memory_is_what_the_kernel_remembers()
    {
        Assert.Equal(204_800, WorkerMemory.PeakBytesIn(["Name:\tdotnet", "VmPeak:\t  900 kB", "VmHWM:\t  200 kB", "VmRSS:\t  150 kB"]));
        Assert.Equal(0, WorkerMemory.PeakBytesIn(["Name:\tkthreadd"]));
    }
}
