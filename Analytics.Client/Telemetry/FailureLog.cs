using Microsoft.Extensions.Logging;

namespace Analytics.Client.Telemetry;

/// <summary>A tracker's failures by kind, each told once in an interval at most: a server that is away for an hour is a few lines, not a flood.</summary>
sealed class FailureLog(ILogger log, TimeSpan interval, TimeProvider clock)
{
    public FailureLine Retrying { get; } = new(log, TrackerLog.Retrying, interval, clock);

    public FailureLine Refused { get; } = new(log, TrackerLog.Refused, interval, clock);

    public FailureLine RequestRefused { get; } = new(log, TrackerLog.RequestRefused, interval, clock);

    public FailureLine BufferFull { get; } = new(log, TrackerLog.BufferFull, interval, clock);

    public FailureLine Stopped { get; } = new(log, TrackerLog.Stopped, interval, clock);

    IEnumerable<FailureLine> Lines => [Retrying, Refused, RequestRefused, BufferFull, Stopped];

    public void TellIfDue()
    {
        foreach (var line in Lines) line.Tell(always: false);
    }

    /// <summary>What nobody was told of yet, at the end.</summary>
    public void TellAll()
    {
        foreach (var line in Lines) line.Tell(always: true);
    }
}
