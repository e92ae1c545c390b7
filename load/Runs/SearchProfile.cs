namespace Analytics.Load.Runs;

/// <summary>How the highest rate is looked for, and what holds: none fails, no event is lost, and the limits below.</summary>
sealed record SearchProfile
{
    /// <summary>The first rate; doubled as long as it holds.</summary>
    public int FirstRequestsPerMinute { get; init; } = 6_000;

    /// <summary>No higher one is tried.</summary>
    public int RequestsPerMinuteLimit { get; init; } = 600_000;

    /// <summary>How long each rate is kept.</summary>
    public int StepSeconds { get; init; } = 15;

    /// <summary>99 of 100 requests are answered within this.</summary>
    public double P99Ms { get; init; } = 50;

    /// <summary>99 of 100 events are visible within this.</summary>
    public double LagP99Ms { get; init; } = 2_000;

    /// <summary>So long after the load the queue is empty: a rate that is taken and not stored grows the queue, and cannot be kept.</summary>
    public double DrainSeconds { get; init; } = 2;
}
