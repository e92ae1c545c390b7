using Analytics.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Ingest.Worker.Health;

/// <summary>
/// Tells the <see cref="ProgressWatch"/> when there is nothing to do: the queue is empty, or RabbitMQ is away. It asks over a
/// connection of its own, since the consumers' is what it is to judge.
/// </summary>
sealed class QueueWatch(Uri broker, ProgressWatch progress, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await IsEmptyAsync(stoppingToken)) progress.Moves();
        }
    }

    async Task<bool> IsEmptyAsync(CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(AnswerTimeout);
        var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false, ClientProvidedName = "analytics-watch" };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(deadline.Token);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: deadline.Token);
            return await channel.MessageCountAsync(IngestQueue.Name, deadline.Token) == 0;
        }
        catch (Exception away) when (away is RabbitMQClientException or OperationCanceledException or IOException or TimeoutException)
        {
            return true;
        }
    }
}
