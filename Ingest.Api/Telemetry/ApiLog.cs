namespace Ingest.Api.Telemetry;

/// <summary>Every line this host logs. Warning: nothing is lost. Error: someone must act.</summary>
static partial class ApiLog
{
    [LoggerMessage(1001, LogLevel.Warning, "A frame was not confirmed, its requests are told to come again: {Reason}")]
    public static partial void PublishFailed(ILogger log, string reason);
}
