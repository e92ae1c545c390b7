using System.Diagnostics.CodeAnalysis;

namespace Ingest.Api.Pipeline;

/// <summary>
/// Runs one piece of work at a time, and for all who asked before it began: however many ask at once, two runs serve them. Keeps
/// a crowd of readers from becoming a crowd of questions to the database.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Nobody takes the semaphore's wait handle, and a host may be stopped after its services are gone.")]
sealed class SharedTurn(TimeProvider clock)
{
    readonly SemaphoreSlim turn = new(1);
    long servedFrom = long.MinValue;

    /// <summary>Returns when the work has run to its end, begun by this caller or by another after this one asked.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        await turn.WaitAsync(cancellation);
        try
        {
            if (servedFrom > asked) return;
            var began = clock.GetTimestamp();
            await work(cancellation);
            servedFrom = began;
        }
        finally
        {
            turn.Release();
        }
    }
}
