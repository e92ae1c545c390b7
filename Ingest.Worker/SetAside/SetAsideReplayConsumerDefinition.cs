using Analytics.Contracts;
using MassTransit;

namespace Ingest.Worker.SetAside;

/// <summary>The replay queue's policy: a quorum queue, one request at a time, a few retries of what met another transaction.</summary>
sealed class SetAsideReplayConsumerDefinition : ConsumerDefinition<SetAsideReplayConsumer>
{
    public SetAsideReplayConsumerDefinition()
    {
        EndpointName = ReplayQueue.Name;
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SetAsideReplayConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator queue) queue.SetQuorumQueue();
        endpointConfigurator.PrefetchCount = 1;
        consumerConfigurator.UseMessageRetry(retry =>
            retry.Exponential(5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100)));
    }
}
