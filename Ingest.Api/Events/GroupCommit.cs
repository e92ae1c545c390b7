namespace Ingest.Api.Events;

/// <summary>Gathers the events of concurrent requests into frames and publishes them; each request hears of its own events.</summary>
public sealed class GroupCommit
{
    /// <summary>Queues a request's pieces and waits, never longer than the commit time limit, until the broker has confirmed all of them.</summary>
    public Task<CommitResult> CommitAsync(IReadOnlyList<EventPiece> pieces, CancellationToken cancellation)
    {
        _ = (pieces, cancellation);
        throw new NotSupportedException();
    }

    /// <summary>Seconds a refused client should wait before it sends again; at least 1.</summary>
    public int RetryAfterSeconds => 1;
}
