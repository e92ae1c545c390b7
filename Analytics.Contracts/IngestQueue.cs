namespace Analytics.Contracts;

/// <summary>
/// The one queue between API and workers. Both declare it, so both must say the same: RabbitMQ refuses a second
/// declaration with other arguments, and a publish to an exchange that no queue is bound to is confirmed and lost.
/// </summary>
public static class IngestQueue
{
    /// <summary>Queue and exchange name; a quorum queue, durable.</summary>
    public const string Name = "analytics-events";

    /// <summary>
    /// Where MassTransit puts messages that the worker cannot read at all, and RabbitMQ those that no worker survives. Queue and
    /// exchange name.
    /// </summary>
    public const string ErrorName = Name + "_error";

    /// <summary>A message's header with the span that published it, as W3C writes <c>traceparent</c>; absent when nobody traces.</summary>
    public const string TraceHeader = "traceparent";

    /// <summary>
    /// How often a message may come back undone before it goes to the error queue. A message that ends every worker that takes it
    /// would otherwise end them for ever (RabbitMQ 3) or be dropped after twenty times (RabbitMQ 4). High, since every message that
    /// a killed worker held counts one more as well: ten minutes of a worker that starts anew every three seconds. Not measured.
    /// </summary>
    public const int DeliveryLimit = 200;

    /// <summary>
    /// What the queue is declared with. It keeps what goes to the error queue until that has it, at least once; which RabbitMQ
    /// does only for a queue that refuses when it is full, instead of dropping its oldest.
    /// </summary>
    public static IReadOnlyDictionary<string, object> Arguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = ErrorName,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    /// <summary>The error queue's. Each look at it is a delivery of all that is seen: there no number of them may count.</summary>
    public static IReadOnlyDictionary<string, object> ErrorArguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = int.MaxValue,
    };
}
