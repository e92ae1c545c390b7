namespace Analytics.Load.Bench;

/// <summary>The knobs of <c>bench pipeline</c>.</summary>
sealed record PipelineOptions(Uri Url, string Postgres)
{
    /// <summary>The key to send, where the API asks for one.</summary>
    public string? Key { get; init; }

    /// <summary>Events that go through the whole line in one round.</summary>
    public int Events { get; init; } = 500_000;

    /// <summary>Events in one POST of the whole line.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>Connections of the whole line.</summary>
    public int Connections { get; init; } = 16;

    /// <summary>How long single events are posted in one round.</summary>
    public TimeSpan SingleTime { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Connections that post single events.</summary>
    public int SingleConnections { get; init; } = 256;

    /// <summary>How often each measurement is made, in turns; the median counts.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Leave the run's rows in the database.</summary>
    public bool Keep { get; init; }
}
