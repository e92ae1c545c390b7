using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Health;

/// <summary>
/// A host that another has taken the place of, in the same process. What it holds is given back beside the next one, which must not wait
/// for it: a bus that does not come back may not go either. Else its connections to PostgreSQL and Redis would stay.
/// </summary>
static class ReplacedHost
{
    public static async Task LetGoAsync(WebApplication host)
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
