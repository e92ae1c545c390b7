namespace Ingest.Api.Telemetry;

/// <summary>Every line this host logs. Warning: nothing is lost. Error: someone must act.</summary>
static partial class ApiLog
{
    [LoggerMessage(1001, LogLevel.Warning, "A frame was not confirmed, its requests are told to come again: {Reason}")]
    public static partial void PublishFailed(ILogger log, string reason);

    [LoggerMessage(1002, LogLevel.Warning, "RabbitMQ is away, events are refused: {Reason}")]
    public static partial void BrokerAway(ILogger log, string reason);

    [LoggerMessage(1003, LogLevel.Information, "RabbitMQ takes messages")]
    public static partial void BrokerBack(ILogger log);

    [LoggerMessage(1004, LogLevel.Warning, "The ledger's count of received events cannot be written and waits: {Reason}")]
    public static partial void LedgerAway(ILogger log, string reason);

    [LoggerMessage(1005, LogLevel.Debug, "The monitor's connection to RabbitMQ did not close in order: {Fault}")]
    public static partial void BrokerConnectionBroken(ILogger log, string fault);

    [LoggerMessage(1006, LogLevel.Warning, "Keys cannot be looked up; those known go on counting for a while, others get 503: {Fault}")]
    public static partial void KeysAway(ILogger log, string fault);

    [LoggerMessage(1007, LogLevel.Information, "{Keys} keys count")]
    public static partial void KeysRead(ILogger log, int keys);

    [LoggerMessage(1008, LogLevel.Error, "There are more than {Keys} keys; those beyond do not count. Revoke some")]
    public static partial void TooManyKeys(ILogger log, int keys);

    [LoggerMessage(1009, LogLevel.Error, "Publishing a frame failed in a way that is a defect; its requests are told to come again")]
    public static partial void PublisherFailed(ILogger log, Exception defect);

    [LoggerMessage(1020, LogLevel.Warning, "An export was broken off after {Events} events, its reader can go on from there: {Fault}")]
    public static partial void ExportBroken(ILogger log, long events, string fault);

    [LoggerMessage(1010, LogLevel.Warning, "Streams show the last they know, PostgreSQL cannot be read: {Fault}")]
    public static partial void StreamsStale(ILogger log, string fault);

    [LoggerMessage(1011, LogLevel.Error, "Reading for a stream failed in a way that is a defect; it is tried again")]
    public static partial void StreamFailed(ILogger log, Exception defect);

    [LoggerMessage(1012, LogLevel.Warning, "RabbitMQ takes messages but the bus does not come back to it: another bus takes its place")]
    public static partial void BusReplaced(ILogger log);

    [LoggerMessage(1013, LogLevel.Warning, "The other bus could not start and is tried again: {Reason}")]
    public static partial void BusNotReplaced(ILogger log, string reason);

    [LoggerMessage(1014, LogLevel.Debug, "A bus that was replaced did not stop in order: {Reason}")]
    public static partial void BusNotStopped(ILogger log, string reason);

    [LoggerMessage(1015, LogLevel.Warning, "All {Threads} threads were held and work waited: others are lent for a while. A database that stands still does that")]
    public static partial void ThreadsHeld(ILogger log, int threads);

    [LoggerMessage(1016, LogLevel.Warning, "PostgreSQL cannot be read, who asked gets 503: {Fault} {SqlState}; {Kept} failures not logged since the last such line")]
    public static partial void StoreAway(ILogger log, string fault, string? sqlState, long kept);
}
