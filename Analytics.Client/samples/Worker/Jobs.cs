using Analytics.Client;
using Microsoft.Extensions.Hosting;

namespace Analytics.Samples.Worker;

/// <summary>Does a job a second. What it tracks while it stops is sent too.</summary>
sealed class Jobs(IEventTracker tracker, TimeProvider clock) : BackgroundService
{
    const string Account = "acc_sample";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            for (var job = 1; await everySecond.WaitForNextTickAsync(stoppingToken); job++)
                tracker.Track(Account, Environment.MachineName, JobEvents.JobDone, new Dictionary<string, object?> { ["job"] = job });
        }
        finally
        {
            tracker.Track(Account, Environment.MachineName, JobEvents.WorkerStopped);
        }
    }
}
