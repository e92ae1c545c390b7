using Ingest.Api.Telemetry;

namespace Ingest.Api.Health;

/// <summary>
/// Gives the thread pool more threads while its own are all held. Npgsql asks a server to cancel a statement with blocking calls, so
/// each connection to a PostgreSQL that stands still may hold a thread, and those who post must not wait until the pool, at two a
/// second, has made others. To begin with as many costs every quiet minute: threads that wake for a burst take the cores from each other.
/// </summary>
sealed class ThreadRelief(TimeProvider clock, ILogger<ThreadRelief> log) : IHostedService, IDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LendTime = TimeSpan.FromMinutes(1);

    /// <summary>Looks in a row that find nothing done: one alone is a process that did not get a core.</summary>
    const int LooksLimit = 3;

    /// <summary>All that may block: the connections of the readers' pools, and a few.</summary>
    const int ThreadsLent = 30;

    readonly ManualResetEventSlim stopping = new();
    Thread? watch;

    /// <summary>On a thread of its own: what runs on the pool would be held as well.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        watch = new Thread(Watch) { IsBackground = true, Name = "analytics:Threads" };
        watch.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        stopping.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        stopping.Set();
        watch?.Join();
        stopping.Dispose();
    }

    void Watch()
    {
        ThreadPool.GetMinThreads(out var own, out var io);
        var (completed, looks, isLent) = (ThreadPool.CompletedWorkItemCount, 0, false);
        var heldAt = clock.GetTimestamp();
        while (!stopping.Wait(LookInterval))
        {
            var before = completed;
            completed = ThreadPool.CompletedWorkItemCount;
            looks = completed == before && ThreadPool.PendingWorkItemCount > 0 ? looks + 1 : 0;
            if (looks >= LooksLimit)
            {
                heldAt = clock.GetTimestamp();
                if (isLent) continue;
                isLent = ThreadPool.SetMinThreads(own + ThreadsLent, io);
                ApiLog.ThreadsHeld(log, ThreadPool.ThreadCount);
            }
            else if (isLent && clock.GetElapsedTime(heldAt) > LendTime)
            {
                isLent = !ThreadPool.SetMinThreads(own, io);
            }
        }
    }
}
