namespace Analytics.Load.Bench.Growth;

/// <summary>One point of a dimension, as it was measured; every figure is the median of the rounds.</summary>
sealed record GrowthPoint(string Label, IReadOnlyList<GrowthRound> Rounds)
{
    public double CopyRowsPerSecond => Median(round => round.CopyRowsPerSecond);

    public double EventsPerSecond => Median(round => round.Line.EventsPerSecond);

    /// <summary>The line against the bare COPY just before it.</summary>
    public double Ratio => Median(round => round.Ratio);

    public double CopyWalBytes => Median(round => round.CopyWalBytes);

    public double LineWalBytes => Median(round => round.LineWalBytes);

    public RowBalance Balance => RowBalance.Sum(Rounds.Select(round => round.Line.Balance));

    /// <summary>The part (0 to 1) of all cores that was busy, whoever kept it so.</summary>
    public double Busy(int cores) => Math.Min(1, Median(round => round.Line.Cpu.Machine.TotalSeconds / (round.Line.TotalTime.TotalSeconds * cores)));

    /// <summary>CPU seconds that a part of the system took for a million events.</summary>
    public double CpuOf(string part) => Median(round => Millionth(round, round.Line.Cpu.Parts.GetValueOrDefault(part).Cpu));

    /// <summary>CPU seconds that the load generator took for a million events.</summary>
    public double CpuOfClient => Median(round => Millionth(round, round.Line.Cpu.Client));

    static double Millionth(GrowthRound round, TimeSpan cpu) => cpu.TotalSeconds * 1e6 / Math.Max(1, round.Line.Rows);

    double Median(Func<GrowthRound, double> figure) => PipelineResult.Median(Rounds.Select(figure));
}
