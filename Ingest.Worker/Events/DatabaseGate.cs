using Analytics.Data.Events;
using Analytics.Data.Schema;
using Microsoft.Extensions.Options;
using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Events;

/// <summary>
/// Stands between the consumers and PostgreSQL. A database that is away is not a fault of the batch: the batch waits here,
/// unacknowledged, while one task looks with growing pauses whether it is back; when that takes long, the batches go back to the
/// queue and the worker leaves it until then. The gate begins closed, until the schema is there. It is one outage until work has
/// passed: a database that says it is there and then fails must not be asked without pause.
/// </summary>
sealed class DatabaseGate(SchemaMigrator schema, WriteProbe probe, QueueIntake intake, IOptions<IngestOptions> options, TimeProvider clock, ILogger<DatabaseGate> log) : BackgroundService
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than the bus gives a consumer to stop.</summary>
    static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(30);

    readonly Lock doorstep = new();
    TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource closed = CompletedSource();
    bool hasPassed = true;
    long lostAt;
    long openedAt = clock.GetTimestamp();
    TimeSpan pause;

    /// <summary>Whether PostgreSQL was there when last heard of.</summary>
    public bool IsOpen => opened.Task.IsCompleted;

    /// <summary>How long ago it was last opened.</summary>
    public TimeSpan OpenTime => clock.GetElapsedTime(Volatile.Read(ref openedAt));

    /// <summary>Runs the work when the gate is open; when it fails because PostgreSQL is away, waits and runs it again.</summary>
    public Task<T> PassAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        PassAsync(work, failure => FailureKinds.Of(failure) == FailureKind.DatabaseAway, cancellation);

    /// <summary>The same for work that knows better which of its failures say that PostgreSQL is away.</summary>
    public async Task<T> PassAsync<T>(Func<CancellationToken, Task<T>> work, Predicate<Exception> isAway, CancellationToken cancellation)
    {
        while (true)
        {
            await Volatile.Read(ref opened).Task.WaitAsync(cancellation);
            try
            {
                var done = await work(cancellation);
                Volatile.Write(ref hasPassed, true);
                return done;
            }
            catch (Exception away) when (!cancellation.IsCancellationRequested && isAway(away))
            {
                Close(away);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Volatile.Read(ref closed).Task.WaitAsync(stoppingToken);
            var hasLeft = await WaitForDatabaseAsync(isNew: Interlocked.Exchange(ref hasPassed, false), stoppingToken);
            Open();
            if (hasLeft) Return(stoppingToken);
        }
    }

    /// <summary>
    /// Until the schema is there and current, whichever worker comes first brings it there, and a batch could be stored. Returns
    /// whether the queue was left meanwhile.
    /// </summary>
    async Task<bool> WaitForDatabaseAsync(bool isNew, CancellationToken cancellation)
    {
        if (isNew) (lostAt, pause) = (clock.GetTimestamp(), FirstPause);
        else await PauseAsync(cancellation);
        for (var hasLeft = false; ; await PauseAsync(cancellation))
        {
            if (!hasLeft && clock.GetElapsedTime(lostAt) > options.Value.HoldTimeLimit)
            {
                hasLeft = true;
                await LeaveAsync(cancellation);

                // It was there and failed, all that time: each return to the queue costs every message in hand a delivery.
                if (!isNew) await Task.Delay(options.Value.HoldTimeLimit, clock, cancellation);
            }

            try
            {
                foreach (var migration in await schema.MigrateAsync(cancellation)) WorkerLog.Migrated(log, migration);
                await probe.TryAsync(cancellation);
                return hasLeft;
            }
            catch (Exception away) when (away is not OperationCanceledException && FailureKinds.Of(away) != FailureKind.Unknown)
            {
                WorkerLog.DatabaseAway(log, away.Message, pause);
            }
        }
    }

    /// <summary>Each pause is twice as long as the last, up to a limit; the jitter keeps the workers from asking all at once.</summary>
    async Task PauseAsync(CancellationToken cancellation)
    {
        await Task.Delay(pause * (0.8 + (0.4 * Random.Shared.NextDouble())), clock, cancellation);
        pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Value.ProbePauseLimit.Ticks));
    }

    /// <summary>Whatever the bus does then, it must neither end this loop nor hold it up: the database is looked for on.</summary>
    async Task LeaveAsync(CancellationToken cancellation)
    {
        try
        {
            await intake.LeaveAsync(cancellation).WaitAsync(LeaveTimeout, clock, cancellation);
            WorkerLog.QueueLeft(log);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            WorkerLog.QueueNotChanged(log, failure);
        }
    }

    /// <summary>A bus that does not attach is seen by the queue's watch, which has the host built anew.</summary>
    void Return(CancellationToken cancellation)
    {
        try
        {
            intake.Return(cancellation);
            WorkerLog.QueueTaken(log);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            WorkerLog.QueueNotChanged(log, failure);
        }
    }

    void Open()
    {
        lock (doorstep)
        {
            closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref openedAt, clock.GetTimestamp());
            opened.TrySetResult();
        }

        WorkerLog.DatabaseBack(log);
    }

    void Close(Exception away)
    {
        lock (doorstep)
        {
            if (!opened.Task.IsCompleted) return;
            opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
            closed.TrySetResult();
        }

        WorkerLog.DatabaseLost(log, away.Message);
    }

    static TaskCompletionSource CompletedSource()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        source.SetResult();
        return source;
    }
}
