using Analytics.Contracts;
using Ingest.Api.Health;
using Ingest.Api.Telemetry;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Ingest.Api.Broker;

/// <summary>
/// Looks every second, over a connection of its own, whether RabbitMQ takes and confirms messages and how many wait in the queue.
/// MassTransit does not say: a broker that is frozen, or that reads no publisher because memory or disk run out, looks to it like
/// one that is slow. What is published here has no destination; the broker confirms it and drops it.
/// </summary>
sealed class BrokerMonitor(BrokerConnections broker, TimeProvider clock, ILogger<BrokerMonitor> log) : BackgroundService
{
    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan MissingQueueInterval = TimeSpan.FromMinutes(1);
    static readonly CreateChannelOptions Confirming = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    IConnection? connection;
    IChannel? channel;
    long? noErrorQueueAt;
    volatile string? blocked;
    volatile string? trouble = "connecting";

    /// <summary>Null while the broker takes messages; otherwise what is the matter, in a few words without address or password.</summary>
    public string? Trouble => trouble;

    /// <summary>Messages ready in the ingest queue when last looked, and in its error queue, whose first message may show a minute late.</summary>
    public (uint Waiting, uint Errors) Depth { get; private set; }

    public DependencyProbe Probe => new("rabbitmq", Required: true, _ => Task.FromResult(trouble));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, clock);
        try
        {
            do Say(await LookAsync(stoppingToken));
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            trouble = "stopped";
            await CloseAsync();
        }
    }

    /// <summary>One look; null when all is well.</summary>
    async Task<string?> LookAsync(CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(AnswerTimeout);
        try
        {
            // The client may ignore its token while the socket is full, so the waiting ends as well.
            await AskAsync(deadline.Token).WaitAsync(deadline.Token);
            return null;
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            var reason = blocked is { } alarm ? $"takes no messages: {alarm}" : failure is OperationCanceledException ? "no answer in time" : failure.GetType().Name;
            if (blocked is null) await CloseAsync();
            return reason;
        }
    }

    async Task AskAsync(CancellationToken cancellation)
    {
        var open = channel is { IsOpen: true } ? channel : await OpenAsync(cancellation);
        await open.BasicPublishAsync(exchange: "", routingKey: "analytics-nowhere", body: ReadOnlyMemory<byte>.Empty, cancellation);
        Depth = (await MessagesAsync(IngestQueue.Name, cancellation) ?? 0, await ErrorsAsync(cancellation));
    }

    /// <summary>There is no error queue before the first error, and RabbitMQ logs each question for a queue that is not there: so it is asked for seldom.</summary>
    async Task<uint> ErrorsAsync(CancellationToken cancellation)
    {
        if (noErrorQueueAt is { } at && clock.GetElapsedTime(at) < MissingQueueInterval) return 0;
        var errors = await MessagesAsync(IngestQueue.ErrorName, cancellation);
        noErrorQueueAt = errors is null ? clock.GetTimestamp() : null;
        return errors ?? 0;
    }

    /// <summary>Messages ready, or null when there is no such queue. That closes the channel it was asked on, so each question has its own.</summary>
    async Task<uint?> MessagesAsync(string queue, CancellationToken cancellation)
    {
        await using var question = await connection!.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            return (await question.QueueDeclarePassiveAsync(queue, cancellation)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    async Task<IChannel> OpenAsync(CancellationToken cancellation)
    {
        await CloseAsync();
        connection = await broker.OpenAsync("analytics-monitor", AnswerTimeout, cancellation);
        connection.ConnectionBlockedAsync += OnBlocked;
        connection.ConnectionUnblockedAsync += OnUnblocked;
        return channel = await connection.CreateChannelAsync(Confirming, cancellation);
    }

    Task OnBlocked(object sender, ConnectionBlockedEventArgs alarm)
    {
        blocked = alarm.Reason;
        return Task.CompletedTask;
    }

    Task OnUnblocked(object sender, AsyncEventArgs over)
    {
        blocked = null;
        return Task.CompletedTask;
    }

    async Task CloseAsync()
    {
        var (closing, was) = (connection, channel);
        (connection, channel, blocked) = (null, null, null);
        if (closing is null) return;
        try
        {
            was?.Dispose();
            await closing.AbortAsync(Constants.ReplySuccess, "", TimeSpan.FromSeconds(1)).WaitAsync(TimeSpan.FromSeconds(2), clock);
            closing.Dispose();
        }
        catch (Exception broken)
        {
            ApiLog.BrokerConnectionBroken(log, broken.GetType().Name); // it is given up either way; the next look opens another
        }
    }

    void Say(string? now)
    {
        if (now == trouble) return;
        trouble = now;
        if (now is null) ApiLog.BrokerBack(log);
        else ApiLog.BrokerAway(log, now);
    }
}
