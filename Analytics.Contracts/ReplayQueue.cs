namespace Analytics.Contracts;

/// <summary>The queue of replay requests; API and worker both declare it, as they do <see cref="IngestQueue"/>.</summary>
public static class ReplayQueue
{
    /// <summary>Queue and exchange name; a quorum queue, durable.</summary>
    public const string Name = "analytics-replays";
}
