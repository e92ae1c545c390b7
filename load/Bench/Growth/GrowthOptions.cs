namespace Analytics.Load.Bench.Growth;

/// <summary>The knobs of <c>bench growth</c>.</summary>
/// <param name="Url">Where the API listens.</param>
/// <param name="Postgres">The database that it fills.</param>
/// <param name="Key">The key to send, where the API asks for one.</param>
sealed record GrowthOptions(Uri Url, string Postgres, string? Key)
{
    /// <summary>Events of one passage through the line.</summary>
    public required int Events { get; init; }

    /// <summary>How often each point is measured; the median counts.</summary>
    public required int Rounds { get; init; }

    /// <summary>Which dimensions, by name.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    public required IReadOnlyList<int> Workers { get; init; }

    public required IReadOnlyList<int> Connections { get; init; }

    public required IReadOnlyList<int> Users { get; init; }

    /// <summary>Rows already stored.</summary>
    public required IReadOnlyList<int> Stored { get; init; }
}
