using Analytics.Contracts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>
/// The policy of the ingest queue, the same for both consumers on it: a quorum queue, batches, prefetch, and the retry of what
/// met another transaction. A database that is away is not retried here but waited for (<see cref="DatabaseGate"/>).
/// </summary>
class IngestConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    readonly IngestOptions options;

    protected IngestConsumerDefinition(IOptions<IngestOptions> options)
    {
        this.options = options.Value;
        EndpointName = IngestQueue.Name;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator queue) Declare(queue);

        // One batch more than may run: while they are stored the next is gathered. Each message waits with all its bytes, so no more than that.
        endpointConfigurator.PrefetchCount = options.BatchMessageLimit * (options.ConcurrentBatches + 1);
        endpointConfigurator.ConcurrentMessageLimit = endpointConfigurator.PrefetchCount;

        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(options.BatchMessageLimit)
            .SetTimeLimit(options.BatchTimeLimit)
            .SetConcurrencyLimit(options.ConcurrentBatches));
        consumerConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<UnreadableMessageException>();
            if (options.RetryLimit > 0) retry.Exponential(options.RetryLimit, options.RetryPause, options.RetryPauseLimit, options.RetryPause);
        });
    }

    /// <summary>The error queue too, from the start: RabbitMQ puts messages there itself, and makes no queue for them.</summary>
    static void Declare(IRabbitMqReceiveEndpointConfigurator queue)
    {
        foreach (var (name, value) in IngestQueue.Arguments) queue.SetQueueArgument(name, value);
        queue.BindDeadLetterQueue(IngestQueue.ErrorName, IngestQueue.ErrorName, error =>
        {
            foreach (var (name, value) in IngestQueue.ErrorArguments) error.SetQueueArgument(name, value);
        });
    }
}
