using BenchmarkDotNet.Attributes;

namespace Analytics.Load.Edge;

/// <summary>What BenchmarkDotNet calls: a part and its limit, one after the other.</summary>
public class PartBenchmarks
{
    Part _part = null!;

    /// <summary>The parts to measure, by name.</summary>
    public static IReadOnlyList<string> Chosen { get; set; } = [];

    /// <summary>The part that is measured now.</summary>
    [ParamsSource(nameof(Chosen))]
    public string Name { get; set; } = "";

    /// <summary>Finds the part, and sees that it does what it should: something that refuses its input is fast.</summary>
    [GlobalSetup]
    public void Find()
    {
        _part = Part.All[Name];
        if (_part.Ours() != _part.Expected) throw new InvalidOperationException($"'{Name}' comes to {_part.Ours()} where it should to {_part.Expected}.");
    }

    [Benchmark]
    public int Limit() => _part.Limit();

    [Benchmark]
    public int Ours() => _part.Ours();
}
