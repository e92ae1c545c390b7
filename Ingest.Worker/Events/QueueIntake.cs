using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>
/// Leaves the queues and comes back to them. RabbitMQ closes the channel of a consumer that holds messages for three minutes
/// (half an hour unless it is told), and MassTransit 8.4 does not notice; so a worker that cannot store for long gives its messages back.
/// </summary>
sealed class QueueIntake : IReceiveEndpointObserver
{
    readonly Lock listing = new();
    readonly Dictionary<Uri, IReceiveEndpoint> endpoints = [];

    /// <summary>Whether the queues were left on purpose; no longer once it was begun to return.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>
    /// Whether a queue has ended its consumer since this host began, not asked to: it was deleted, or the connection broke. MassTransit
    /// consumes again, and does not always come back; and where it does so on the same channel, what RabbitMQ 3.10 delivers from a
    /// new queue of the old name may never arrive, as the channel takes its numbers, which begin anew, for those of messages that it has
    /// passed on already. A bus that was sent away is replaced.
    /// </summary>
    public bool WasSentAway { get; private set; }

    /// <summary>Stops taking; what is held goes back to its queue.</summary>
    public Task LeaveAsync(CancellationToken cancellation)
    {
        HasLeft = true;
        return Task.WhenAll(Endpoints.Select(endpoint => endpoint.Stop(cancellation)));
    }

    /// <summary>Takes again; the bus attaches by itself, and who watches it sees whether it does.</summary>
    public void Return(CancellationToken cancellation)
    {
        HasLeft = false;
        foreach (var endpoint in Endpoints) endpoint.Start(cancellation);
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        lock (listing)
        {
            if (ready.IsStarted) endpoints[ready.InputAddress] = ready.ReceiveEndpoint;
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed)
    {
        if (!HasLeft) WasSentAway = true;
        return Task.CompletedTask;
    }

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    List<IReceiveEndpoint> Endpoints
    {
        get
        {
            lock (listing) return [.. endpoints.Values];
        }
    }
}
