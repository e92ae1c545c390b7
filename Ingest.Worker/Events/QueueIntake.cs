using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>
/// Leaves the queues and comes back to them. RabbitMQ closes the channel of a consumer that holds messages for half an hour, and
/// MassTransit 8.4 does not notice; so a worker that cannot store for long gives its messages back.
/// </summary>
sealed class QueueIntake : IReceiveEndpointObserver
{
    readonly Lock listing = new();
    readonly Dictionary<Uri, IReceiveEndpoint> endpoints = [];
    readonly Dictionary<Uri, int> endings = [];

    /// <summary>Whether the queues were left on purpose; no longer once it was begun to return.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>
    /// Whether one queue has ended its consumer more often than another: it was deleted, where a connection that broke ends them all.
    /// MassTransit consumes again on the same channel, and what RabbitMQ 3.10 delivers there from a new queue of the old name may never
    /// arrive: the channel takes the numbers, which begin anew, for those of messages that it has passed on already.
    /// </summary>
    public bool WasSentAway
    {
        get
        {
            lock (listing) return endpoints.Keys.Select(address => endings.GetValueOrDefault(address)).Distinct().Skip(1).Any();
        }
    }

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
        lock (listing) endings[completed.InputAddress] = endings.GetValueOrDefault(completed.InputAddress) + 1;
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
