namespace Ingest.Worker.Telemetry;

/// <summary>Every line this host logs. Warning: nothing is lost. Error: someone must act.</summary>
static partial class WorkerLog
{
    [LoggerMessage(2001, LogLevel.Information, "Migrated {Migration}")]
    public static partial void Migrated(ILogger log, string migration);

    [LoggerMessage(2002, LogLevel.Warning, "PostgreSQL is lost, batches wait: {Reason}")]
    public static partial void DatabaseLost(ILogger log, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "PostgreSQL is away, looking again in {Pause}: {Reason}")]
    public static partial void DatabaseAway(ILogger log, string reason, TimeSpan pause);

    [LoggerMessage(2004, LogLevel.Information, "PostgreSQL is there, batches pass")]
    public static partial void DatabaseBack(ILogger log);

    [LoggerMessage(2005, LogLevel.Error, "{Events} events were set aside, PostgreSQL refuses them; see set_aside_events")]
    public static partial void SetAside(ILogger log, int events);

    [LoggerMessage(2006, LogLevel.Warning, "Folding rollups failed and is tried again; summaries stay exact")]
    public static partial void FoldingFailed(ILogger log, Exception failure);

    [LoggerMessage(2007, LogLevel.Information, "Replayed {Events} events that were set aside: {Stored} stored, {Refused} refused again")]
    public static partial void Replayed(ILogger log, int events, int stored, int refused);

    [LoggerMessage(2008, LogLevel.Warning, "PostgreSQL is away for long: the queue is left, its messages wait there")]
    public static partial void QueueLeft(ILogger log);

    [LoggerMessage(2009, LogLevel.Information, "Back at the queue")]
    public static partial void QueueTaken(ILogger log);

    [LoggerMessage(2010, LogLevel.Warning, "RabbitMQ answers but the bus does not come back to it: the host is built anew")]
    public static partial void Restarting(ILogger log);

    [LoggerMessage(2011, LogLevel.Warning, "The queue could not be left or taken in order; nothing is lost, what is held is delivered again")]
    public static partial void QueueNotChanged(ILogger log, Exception failure);

    [LoggerMessage(2012, LogLevel.Warning, "A host did not stop in order; its connections to RabbitMQ are cut")]
    public static partial void HostNotStopped(ILogger log, Exception failure);

    [LoggerMessage(2030, LogLevel.Information, "Retention dropped the events of {Month:yyyy-MM}, about {Events}")]
    public static partial void MonthDropped(ILogger log, DateOnly month, long? events);

    [LoggerMessage(2031, LogLevel.Information, "Retention deleted {Rollups} rollups")]
    public static partial void RollupsDeleted(ILogger log, long rollups);

    [LoggerMessage(2032, LogLevel.Warning, "Retention could not go on and comes again at its next run: {Reason}")]
    public static partial void RetentionFailed(ILogger log, string reason);
}
