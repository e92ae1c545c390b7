using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>One threshold beside what was measured. What was not measured does not hold: nothing that is silent passes.</summary>
sealed record ThresholdVerdict(string Name, double Most, double? Measured)
{
    public bool Holds => Measured <= Most;

    public string Text => Measured?.ToString("0.##", CultureInfo.InvariantCulture) ?? "not measured";

    public static ThresholdVerdict Of(string name, double most, RunResult run) => new(name, most, ThresholdFigures.Of(name, run));
}
