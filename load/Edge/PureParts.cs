using Analytics.Load.Bench;
using Analytics.Load.Bench.Edge;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Analytics.Load.Edge;

/// <summary>
/// Has BenchmarkDotNet measure the parts. In this process: its usual way builds a project of its own for each, which takes minutes,
/// and which central package management and warnings as errors refuse.
/// </summary>
static class PureParts
{
    /// <exception cref="BenchFailedException">One of them did not run, or did not do what it should.</exception>
    public static List<EdgeFigure> Measure(string filter, int iterations, int milliseconds)
    {
        var names = Part.All.Keys.Where(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (names.Count == 0) return [];
        PartBenchmarks.Chosen = names;
        // BenchmarkDotNet writes files about itself, which nobody wants in a checkout.
        var artefacts = Directory.CreateTempSubdirectory("analytics-bench-");
        try
        {
            var config = ManualConfig.CreateEmpty()
                .AddJob(Job.Default
                    .WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(3)
                    .WithIterationCount(iterations)
                    .WithIterationTime(TimeInterval.FromMilliseconds(milliseconds)))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .AddLogger(new PartProgress())
                .WithArtifactsPath(artefacts.FullName)
                .WithOptions(ConfigOptions.DisableLogFile);
            var summary = BenchmarkRunner.Run<PartBenchmarks>(config);
            Console.Error.WriteLine();
            if (summary.HasCriticalValidationErrors) throw new BenchFailedException(string.Join("; ", summary.ValidationErrors.Select(error => error.Message)));
            return [.. names.Select(name => Figure(name, summary))];
        }
        finally
        {
            artefacts.Delete(recursive: true);
        }
    }

    static EdgeFigure Figure(string name, BenchmarkDotNet.Reports.Summary summary)
    {
        var part = Part.All[name];
        var (limit, ours) = (Of(nameof(PartBenchmarks.Limit)), Of(nameof(PartBenchmarks.Ours)));
        return new EdgeFigure(
            name, part.LimitName, part.Events, part.Bytes, limit.ResultStatistics!.Median, ours.ResultStatistics!.Median,
            ours.GcStats.GetBytesAllocatedPerOperation(ours.BenchmarkCase) ?? 0);

        BenchmarkDotNet.Reports.BenchmarkReport Of(string method) => summary.Reports.SingleOrDefault(report =>
            report.ResultStatistics is not null
            && report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method
            && report.BenchmarkCase.Parameters[nameof(PartBenchmarks.Name)] is string of && of == name)
            ?? throw new BenchFailedException($"'{name}' was not measured.");
    }
}
