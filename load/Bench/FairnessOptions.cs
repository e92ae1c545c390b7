namespace Analytics.Load.Bench;

/// <summary>The knobs of <c>bench fairness</c>.</summary>
sealed record FairnessOptions(Uri Url, string? Key)
{
    /// <summary>Requests a minute of all small accounts together, ten events in each.</summary>
    public int SmallRequests { get; init; } = 3_000;

    /// <summary>How long each half of a round lasts.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>How often the two are measured, in turns; the median counts.</summary>
    public int Rounds { get; init; } = 3;
}
