namespace Ingest.Worker.Health;

/// <summary>
/// Asks for the host to be built anew within the process. MassTransit 8.4 sometimes does not come back after its connection broke
/// (seen once in some 240 kills of the broker), and nothing but a new bus helps; who runs the process need not know.
/// </summary>
sealed class HostRestart(IHostApplicationLifetime lifetime)
{
    public bool IsRequested { get; private set; }

    /// <summary>
    /// Does nothing once the host is stopping: a bus that is being stopped is not attached either, and who told the process to end
    /// must not get a new host instead.
    /// </summary>
    public void Request()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return;
        IsRequested = true;
        lifetime.StopApplication();
    }
}
