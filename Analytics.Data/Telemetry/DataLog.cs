using Microsoft.Extensions.Logging;

namespace Analytics.Data.Telemetry;

/// <summary>Every line that this library logs, in either host, from 3001 on: an API's own begin with 1, a worker's with 2. Warning: nothing is lost. Error: someone must act.</summary>
static partial class DataLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Redis is away ({Reason}), all goes on without it, slower; {Kept} failures not logged since the last such line")]
    public static partial void RedisAway(ILogger log, string reason, long kept);

    [LoggerMessage(3002, LogLevel.Information, "Redis answers")]
    public static partial void RedisBack(ILogger log);

    [LoggerMessage(3003, LogLevel.Information, "Closing a connection to Redis failed ({Reason}); a new one is made")]
    public static partial void RedisNotClosed(ILogger log, string reason);

    [LoggerMessage(3010, LogLevel.Error, "Nobody can scrape this process, {Url} could not be listened on: {Reason}. All else goes on; set Management:Url to a free port")]
    public static partial void NotScraped(ILogger log, string url, string reason);
}
