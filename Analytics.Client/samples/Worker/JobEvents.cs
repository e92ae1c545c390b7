using Analytics.Client;

namespace Analytics.Samples.Worker;

/// <summary>The events of this worker.</summary>
static class JobEvents
{
    public static readonly EventName JobDone = new("job_done");
    public static readonly EventName WorkerStopped = new("worker_stopped");
}
