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

    [LoggerMessage(1020, LogLevel.Warning, "An export was broken off after {Events} events, its reader can go on from there: {Fault}")]
    public static partial void ExportBroken(ILogger log, long events, string fault);
}
