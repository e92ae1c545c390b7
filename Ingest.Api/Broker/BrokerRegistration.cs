using Analytics.Contracts;
using MassTransit;

namespace Ingest.Api.Broker;

/// <summary>Registers the bus on its sending side, and what looks after it.</summary>
static class BrokerRegistration
{
    /// <summary>Before whatever publishes, so that it stops after it: hosted services stop in the reverse order of their registration.</summary>
    public static void AddBroker(this WebApplicationBuilder builder)
    {
        var rabbitMq = BrokerAddress.Parse(
            builder.Configuration.GetConnectionString("RabbitMq") ?? throw new InvalidOperationException("ConnectionStrings:RabbitMq is not set."));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingRabbitMq((_, broker) => Configure(broker, rabbitMq));
        });
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host => host.StopTimeout = TimeSpan.FromSeconds(10));

        builder.Services.AddSingleton(new BrokerConnections(rabbitMq));
        builder.Services.AddSingleton<BrokerMonitor>();
        builder.Services.AddHostedService(services => services.GetRequiredService<BrokerMonitor>());
        builder.Services.AddSingleton(services => services.GetRequiredService<BrokerMonitor>().Probe);
        builder.Services.AddSingleton<BrokerPublisher>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<BusReplacement>(services, rabbitMq));
    }

    /// <summary>The bus on its sending side, and what it declares before it publishes.</summary>
    internal static void Configure(IRabbitMqBusFactoryConfigurator broker, BrokerAddress rabbitMq)
    {
        broker.Host(rabbitMq.Nodes[0], host =>
        {
            if (rabbitMq.Nodes.Count == 1) return;
            host.UseCluster(cluster =>
            {
                foreach (var node in rabbitMq.Nodes) cluster.Node(node.Authority);
            });
        });
        broker.ConfigureJsonSerializerOptions(json =>
        {
            json.WriteIndented = false;
            return json;
        });

        // The queue and its binding are part of what publishing declares, each time a connection is made: an exchange
        // without a queue takes events, confirms them, and loses them. Bound straight to the exchange that is published
        // to: a worker binds it through one more exchange, but on a new broker there is none of that until one starts.
        broker.DeployPublishTopology = true;
        broker.Publish<EventRecordedBatch>(topology => topology.BindQueue(topology.Exchange.ExchangeName, IngestQueue.Name, queue =>
        {
            foreach (var (name, value) in IngestQueue.Arguments) queue.SetQueueArgument(name, value);
        }));
        broker.Publish<SetAsideReplayRequested>(topology => topology.BindQueue(
            topology.Exchange.ExchangeName, ReplayQueue.Name, queue => queue.SetQueueArgument("x-queue-type", "quorum")));
    }
}
