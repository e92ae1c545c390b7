using Analytics.Contracts;
using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Data.SetAside;
using Ingest.Worker.Health;
using Ingest.Worker.SetAside;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>Registers what takes events from the queue and stores them.</summary>
static class EventConsuming
{
    public static void AddEventConsuming(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateDataAnnotations().ValidateOnStart();
        var postgres = PostgresConnections.Owner(builder.Configuration);
        var rabbitMq = BrokerAddress.Parse(
            builder.Configuration.GetConnectionString("RabbitMq") ?? throw new InvalidOperationException("ConnectionStrings:RabbitMq is not set."));

        builder.Services.AddSingleton(TimeProvider.System);
        var writing = PostgresConnections.Writer(builder.Configuration);
        // Made by the container, so that it also closes them.
        builder.Services.AddSingleton(services => new WriterDataSource(writing, services.GetRequiredService<IOptions<IngestOptions>>().Value.ConnectionLimit));
        builder.Services.AddSingleton(_ => SchemaMigrator.To(postgres));
        builder.Services.AddSingleton(_ => WriteProbe.To(writing));
        builder.Services.AddSingleton<PostgresEventStore>();
        builder.Services.AddSingleton<PostgresSetAsideReplay>();
        builder.Services.AddSingleton<EventAppender>();
        if (builder.Configuration.GetValue<int?>(CommitCrash.Setting) is { } commits) builder.Services.AddSingleton(new CommitCrash(commits));
        builder.Services.AddSingleton<ProgressWatch>();
        builder.Services.AddSingleton<HostRestart>();
        builder.Services.AddSingleton<BusConnections>();
        builder.Services.AddSingleton<LedgerTotals>();
        builder.Services.AddSingleton<ReadInFlight>(services => services.GetRequiredService<LedgerTotals>().ReadInFlightAsync);
        builder.Services.AddSingleton<LedgerWatch>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<QueueWatch>(services, rabbitMq));
        builder.Services.AddSingleton<QueueIntake>();
        builder.Services.AddReceiveEndpointObserver<QueueIntake>(services => services.GetRequiredService<QueueIntake>());
        builder.Services.AddSingleton<DatabaseGate>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DatabaseGate>());

        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<EventRecordedBatchConsumer, EventRecordedBatchConsumerDefinition>();
            bus.AddConsumer<EventRecordedConsumer, EventRecordedConsumerDefinition>();
            bus.AddConsumer<SetAsideReplayConsumer, SetAsideReplayConsumerDefinition>();
            bus.UsingRabbitMq((context, broker) =>
            {
                broker.Host(rabbitMq.Nodes[0], host =>
                {
                    host.OnRefreshConnectionFactory = context.GetRequiredService<BusConnections>().WatchAsync;
                    if (rabbitMq.Nodes.Count == 1) return;
                    host.UseCluster(cluster =>
                    {
                        foreach (var node in rabbitMq.Nodes) cluster.Node(node.Authority);
                    });
                });

                // MassTransit would give every error queue the arguments of its queue: one that dead-letters into itself.
                broker.SendTopology.ConfigureErrorSettings = error =>
                {
                    foreach (var name in IngestQueue.Arguments.Keys) error.SetQueueArgument(name, null);
                    foreach (var (name, value) in IngestQueue.ErrorArguments) error.SetQueueArgument(name, value);
                };
                broker.ConfigureJsonSerializerOptions(json =>
                {
                    json.WriteIndented = false;
                    return json;
                });
                broker.AddDeserializer(new FrameDeserializer(), isDefault: true);
                broker.ConfigureEndpoints(context);
            });
        });

        // A stopping consumer gets its time to finish the batch it holds; the host waits longer than the bus, the bus longer than the consumer.
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(15);
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
    }
}
