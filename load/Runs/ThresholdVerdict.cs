using System.Globalization;

namespace Analytics.Load.Runs;

/// <summary>One threshold beside what was measured. What was not measured does not hold: nothing that is silent passes.</summary>
sealed record ThresholdVerdict(string Name, double Limit, double? Measured)
{
    public bool Holds => IsLeast ? Measured >= Limit : Measured <= Limit;

    public string Text => Measured?.ToString("0.##", CultureInfo.InvariantCulture) ?? "not measured";

    /// <summary>What would hold, for reports.</summary>
    public string LimitText => string.Create(CultureInfo.InvariantCulture, $"at {(IsLeast ? "least" : "most")} {Limit:0.##}");

    /// <summary>Why it does not hold.</summary>
    public string Fault => string.Create(CultureInfo.InvariantCulture, $"{Name} is {Text}, {(IsLeast ? "less" : "more")} than {Limit}");

    bool IsLeast => ThresholdFigures.IsLeast(Name);

    public static ThresholdVerdict Of(string name, double limit, RunResult run) => new(name, limit, ThresholdFigures.Of(name, run));
}
