using BenchmarkDotNet.Attributes;

namespace Analytics.Load.Edge;

/// <summary>What BenchmarkDotNet calls: a part and its limit, one after the other.</summary>
public class PartBenchmarks
{
    Part part = null!;

    /// <summary>The parts to measure, by name.</summary>
    public static IReadOnlyList<string> Chosen { get; set; } = [];

    /// <summary>The part that is measured now.</summary>
    [ParamsSource(nameof(Chosen))]
    public string Name { get; set; } = "";

    /// <summary>Finds the part, and sees that it does what it should: something that refuses its input is fast.</summary>
    [GlobalSetup]
    public void Find()
    {
        part = Part.All[Name];
        if (part.Ours() != part.Expected) throw new InvalidOperationException($"'{Name}' comes to {part.Ours()} where it should to {part.Expected}.");
    }

    [Benchmark]
    public int Limit() => part.Limit();

    [Benchmark]
    public int Ours() => part.Ours();
}
