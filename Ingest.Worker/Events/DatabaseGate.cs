using Analytics.Data.Events;
using Analytics.Data.Schema;
using Microsoft.Extensions.Options;
using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Events;

/// <summary>
/// Stands between the consumers and PostgreSQL. A database that is away is not a fault of the batch: the batch waits here,
/// unacknowledged, while one task looks with growing pauses whether it is back; when that takes long, the batches go back to the
/// queue and the worker leaves it until then. The gate begins closed, until the schema is there.
/// </summary>
sealed class DatabaseGate(SchemaMigrator schema, QueueIntake intake, IOptions<IngestOptions> options, TimeProvider clock, ILogger<DatabaseGate> log) : BackgroundService
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than the bus gives a consumer to stop.</summary>
    static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(30);

    readonly Lock doorstep = new();
    TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource closed = CompletedSource();

    /// <summary>Whether PostgreSQL was there when last heard of.</summary>
    public bool IsOpen => opened.Task.IsCompleted;

    /// <summary>Runs the work when the gate is open; when it fails because PostgreSQL is away, waits and runs it again.</summary>
    public async Task<T> PassAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        while (true)
        {
            await Volatile.Read(ref opened).Task.WaitAsync(cancellation);
            try
            {
                return await work(cancellation);
            }
            catch (Exception away) when (!cancellation.IsCancellationRequested && FailureKinds.Of(away) == FailureKind.DatabaseAway)
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
            var hasLeft = await WaitForDatabaseAsync(stoppingToken);
            Open();
            if (hasLeft) Return(stoppingToken);
        }
    }

    /// <summary>
    /// Until the schema is there and current; whichever worker comes first brings it there. Returns whether the queue was left
    /// meanwhile.
    /// </summary>
    async Task<bool> WaitForDatabaseAsync(CancellationToken cancellation)
    {
        var (began, hasLeft) = (clock.GetTimestamp(), false);
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            if (!hasLeft && clock.GetElapsedTime(began) > options.Value.HoldTimeLimit)
            {
                hasLeft = true;
                await LeaveAsync(cancellation);
            }

            try
            {
                foreach (var migration in await schema.MigrateAsync(cancellation)) WorkerLog.Migrated(log, migration);
                return hasLeft;
            }
            catch (Exception away) when (away is not OperationCanceledException && FailureKinds.Of(away) != FailureKind.Unknown)
            {
                WorkerLog.DatabaseAway(log, away.Message, pause);
                await Task.Delay(pause * (0.8 + (0.4 * Random.Shared.NextDouble())), clock, cancellation);
            }
        }
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

    TimeSpan Longer(TimeSpan pause) => TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Value.ProbePauseLimit.Ticks));

    void Open()
    {
        lock (doorstep)
        {
            closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
