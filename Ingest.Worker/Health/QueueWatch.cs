using Analytics.Contracts;
using Ingest.Worker.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using RabbitMQ.Client;

namespace Ingest.Worker.Health;

/// <summary>
/// Looks at the queue over a connection of its own, since the bus's is what it is to judge. It tells the <see cref="ProgressWatch"/>
/// when there is nothing to do, and has the host built anew when RabbitMQ answers here but the bus stays away from it, believes
/// itself at a queue that nobody takes from, is attached and moves nothing, or holds what it never saw (<see cref="LedgerWatch"/>).
/// </summary>
sealed class QueueWatch(
    BrokerAddress broker, IBusControl bus, QueueIntake intake, ProgressWatch progress, LedgerWatch ledger, HostRestart restart, TimeProvider clock, ILogger<QueueWatch> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The bus tries again every few seconds; what has not succeeded by then never did.</summary>
    static readonly TimeSpan AbsenceLimit = TimeSpan.FromSeconds(20);

    long attachedAt = clock.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken) && !restart.IsRequested)
        {
            var queue = await LookAsync(stoppingToken);
            if (queue is not { MessageCount: > 0 }) progress.Rests();

            // RabbitMQ has closed the channel, or the queue was deleted and made again: MassTransit 8.4 calls itself healthy through both.
            var isTaken = queue is not { ConsumerCount: 0 } && bus.CheckHealth().Status == BusHealthStatus.Healthy;
            if (queue is null || intake.HasLeft || isTaken) attachedAt = clock.GetTimestamp();
            var isLost = clock.GetElapsedTime(attachedAt) > AbsenceLimit || (queue is not null && intake.WasSentAway);
            var isStuck = queue is { MessageCount: 0 } && isTaken && !intake.HasLeft && await ledger.IsStuckAsync(progress.IdleTime, stoppingToken);
            if (!isLost && !isStuck && !progress.StandsStill) continue;
            WorkerLog.Restarting(log);
            restart.Request();
        }
    }

    /// <summary>The queue's messages that are ready and its consumers, or null when RabbitMQ is away or has no such queue yet.</summary>
    async Task<QueueDeclareOk?> LookAsync(CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(AnswerTimeout);
        var factory = new ConnectionFactory { Uri = broker.Nodes[0], AutomaticRecoveryEnabled = false, ClientProvidedName = "analytics-watch" };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(broker.Nodes.Select(node => new AmqpTcpEndpoint(node, factory.Ssl)), deadline.Token);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: deadline.Token);
            return await channel.QueueDeclarePassiveAsync(IngestQueue.Name, deadline.Token);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            return null; // away, in whatever way: closing a connection that breaks throws other things than opening it
        }
    }
}
