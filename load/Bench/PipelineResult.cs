namespace Analytics.Load.Bench;

/// <summary>All that a run found.</summary>
sealed record PipelineResult(string Server, string LoadBefore, IReadOnlyList<double> Copies, IReadOnlyList<LineRound> Line, IReadOnlyList<SingleRound> Singles)
{
    /// <summary>The whole line against the bare COPY that ran just before it: pairs, so that a machine that slows down slows both.</summary>
    public IReadOnlyList<double> LineRatios => [.. Copies.Zip(Line, (copy, line) => line.EventsPerSecond / copy)];

    public RowBalance Balance => RowBalance.Sum([.. Line.Select(r => r.Balance), .. Singles.Select(r => r.Balance)]);

    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
