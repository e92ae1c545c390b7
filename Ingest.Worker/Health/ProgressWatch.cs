using Ingest.Worker.Events;

namespace Ingest.Worker.Health;

/// <summary>
/// Whether the worker moves. A process may run, and even be attached to its queue, and yet take nothing for ever: after RabbitMQ
/// has closed its channel, for one. So liveness asks whether batches begin and end while messages wait and PostgreSQL is there.
/// </summary>
sealed class ProgressWatch(DatabaseGate gate, TimeProvider clock)
{
    /// <summary>Longer than any batch or retry takes; far below RabbitMQ's half hour.</summary>
    public static readonly TimeSpan StandstillLimit = TimeSpan.FromMinutes(2);

    long movedAt = clock.GetTimestamp();
    long workedAt = clock.GetTimestamp();

    /// <summary>How long ago the last batch began or ended, or the host began.</summary>
    public TimeSpan IdleTime => clock.GetElapsedTime(Volatile.Read(ref workedAt));

    /// <summary>A batch begins or ends.</summary>
    public void Works()
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref workedAt, now);
        Volatile.Write(ref movedAt, now);
    }

    /// <summary>There is nothing to do.</summary>
    public void Rests() => Volatile.Write(ref movedAt, clock.GetTimestamp());

    /// <summary>Nothing has moved for long although it should have. A database that is away is no standstill: a restart would not help.</summary>
    public bool StandsStill
    {
        get
        {
            if (!gate.IsOpen) Rests();
            return clock.GetElapsedTime(Volatile.Read(ref movedAt)) > StandstillLimit;
        }
    }
}
