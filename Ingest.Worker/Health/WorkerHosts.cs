using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Health;

/// <summary>
/// The hosts of a process, one after another: the next one takes the place of one that asked for that (<see cref="HostRestart"/>). What a
/// host holds is given back, or its connections to PostgreSQL and Redis would stay, and the last one's log lines would not go out.
/// </summary>
static class WorkerHosts
{
    /// <summary>What is left of the time that a container has to stop in, after a host's 25 s.</summary>
    public static readonly TimeSpan LetGoLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns the exit code once there is no next host: 0 when the process was told to end, and 1 when a host ended by itself, as it does
    /// when one of its background services fails: whoever runs the process must not take that for its end.
    /// </summary>
    /// <param name="build">Makes a host.</param>
    /// <param name="letGoLimit">How long the process waits for its last host to give back what it holds.</param>
    /// <param name="told">Cancelled when the process is told to end.</param>
    public static async Task<int> RunAsync(Func<WebApplication> build, TimeSpan letGoLimit, CancellationToken told)
    {
        while (true)
        {
            var host = build();
            var isReplaced = false;
            try
            {
                await host.StartAsync(CancellationToken.None);
                var hasStopped = await HasStoppedAsync(host, told);
                isReplaced = !told.IsCancellationRequested && host.Services.GetRequiredService<HostRestart>().IsRequested;
                if (!isReplaced) return hasStopped && told.IsCancellationRequested ? 0 : 1;
            }
            finally
            {
                host.Services.GetRequiredService<BusConnections>().Cut();
                var leaving = Task.Run(() => LetGoAsync(host), CancellationToken.None); // some of what is given back takes its thread
                if (!isReplaced) await Task.WhenAny(leaving, Task.Delay(letGoLimit, CancellationToken.None)); // a bus that does not come back may not go either
            }
        }
    }

    /// <summary>Waits for the host's end; false when it did not end in order.</summary>
    static async Task<bool> HasStoppedAsync(WebApplication host, CancellationToken told)
    {
        try
        {
            using (told.Register(host.Lifetime.StopApplication)) await host.WaitForShutdownAsync(CancellationToken.None);
            return true;
        }
        catch (Exception notInOrder)
        {
            WorkerLog.HostNotStopped(host.Logger, notInOrder);
            return false;
        }
    }

    static async Task LetGoAsync(WebApplication host)
    {
        try
        {
            await host.DisposeAsync();
        }
        catch (Exception notInOrder)
        {
            WorkerLog.HostNotStopped(host.Logger, notInOrder);
        }
    }
}
