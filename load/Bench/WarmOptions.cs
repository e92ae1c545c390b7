namespace Analytics.Load.Bench;

/// <summary>The knobs of <c>bench warm</c>.</summary>
sealed record WarmOptions(Uri Url, string Postgres)
{
    /// <summary>The key to send, where the API asks for one.</summary>
    public string? Key { get; init; }

    /// <summary>How long each half of a round lasts.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Connections that ask.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>How often the two are measured, in turns; the median counts.</summary>
    public int Rounds { get; init; } = 3;
}
