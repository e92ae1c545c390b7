using Microsoft.Extensions.Logging;

namespace Analytics.Client.Telemetry;

/// <summary>Every line that a tracker logs. Warning: nothing is lost. Error: events are. Never metadata, never the key.</summary>
static partial class TrackerLog
{
    [LoggerMessage(1, LogLevel.Warning, "Events cannot be sent now and are sent again: {Error}; {Requests} requests failed, the first with an event of account {Account}, user {User}, type {Type}")]
    public static partial void Retrying(ILogger log, string error, long requests, string account, string user, string type);

    [LoggerMessage(2, LogLevel.Error, "Events were refused one by one: {Error}; {Events} events, the first of account {Account}, user {User}, type {Type}")]
    public static partial void Refused(ILogger log, string error, long events, string account, string user, string type);

    [LoggerMessage(3, LogLevel.Error, "Events are lost, their requests were refused: {Error}; {Events} events, the first of account {Account}, user {User}, type {Type}")]
    public static partial void RequestRefused(ILogger log, string error, long events, string account, string user, string type);

    [LoggerMessage(4, LogLevel.Error, "Events are lost: {Error}; {Events} events, the first of account {Account}, user {User}, type {Type}")]
    public static partial void BufferFull(ILogger log, string error, long events, string account, string user, string type);

    [LoggerMessage(5, LogLevel.Error, "Events are lost, the process ends: {Error}; {Events} events, the first of account {Account}, user {User}, type {Type}")]
    public static partial void Stopped(ILogger log, string error, long events, string account, string user, string type);
}
