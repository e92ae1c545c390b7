using Analytics.Load.Bench;
using Analytics.Load.Bench.Growth;

namespace Analytics.Load.Tests.Bench.Growth;

/// <summary>Findings of runs that never ran.</summary>
static class Grown
{
    public static readonly GrowthOptions Options = new(new Uri("http://127.0.0.1:1/"), "", null)
    {
        Events = 200_000,
        Rounds = 3,
        Only = GrowthDimension.Names,
        Workers = [1, 2, 4],
        Connections = [1, 4, 16],
        Users = [10, 10_000, 1_000_000],
        Stored = [10_000_000, 10_000, 1_000_000],
    };

    public static GrowthRound Round(double copied, double seconds, long rows = 100_000, long accepted = 100_000) => new(
        copied,
        300,
        new LineRound(accepted, TimeSpan.FromSeconds(seconds / 2), TimeSpan.FromSeconds(seconds), 10, rows, 0, new CpuUse(
            new Dictionary<string, (TimeSpan, long)> { ["postgres"] = (TimeSpan.FromSeconds(0.5), 0), ["api"] = (TimeSpan.FromSeconds(0.2), 0) },
            TimeSpan.FromSeconds(0.1),
            TimeSpan.FromSeconds(seconds * 1.5))),
        450);

    public static GrowthSeries Series(params (string Label, GrowthRound Round)[] points) => new(
        new GrowthDimension("workers", "workers", []),
        [.. points.Select(point => new GrowthPoint(point.Label, [point.Round]))]);
}
