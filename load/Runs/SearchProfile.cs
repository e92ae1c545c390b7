namespace Analytics.Load.Runs;

/// <summary>How the highest rate is looked for.</summary>
sealed record SearchProfile
{
    /// <summary>The first rate; doubled as long as it holds.</summary>
    public int FirstRequestsPerMinute { get; init; } = 6_000;

    /// <summary>No higher one is tried.</summary>
    public int RequestsPerMinuteLimit { get; init; } = 600_000;

    /// <summary>How long each rate is kept.</summary>
    public int StepSeconds { get; init; } = 15;

    /// <summary>A rate holds when 99 of 100 requests are answered within this, none fails and no event is lost.</summary>
    public double P99Ms { get; init; } = 50;
}
