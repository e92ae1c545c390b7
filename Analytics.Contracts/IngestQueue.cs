namespace Analytics.Contracts;

/// <summary>
/// The one queue between API and workers. Both declare it, so both must say the same: RabbitMQ refuses a second
/// declaration with other arguments, and a publish to an exchange that no queue is bound to is confirmed and lost.
/// </summary>
public static class IngestQueue
{
    /// <summary>Queue and exchange name; a quorum queue, durable.</summary>
    public const string Name = "analytics-events";

    /// <summary>Where MassTransit puts messages that the worker cannot read at all.</summary>
    public const string ErrorName = Name + "_error";
}
