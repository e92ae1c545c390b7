namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The system on a cluster of three RabbitMQ nodes and on two PostgreSQL servers, of which one follows the other synchronously.</summary>
public sealed class ClusteredSystem : RunningSystem
{
    public ClusteredSystem()
        : base(workerCount: 2) => Replica = new PostgresReplica(Postgres);

    public RabbitMqCluster Cluster { get; } = new();

    public PostgresReplica Replica { get; }

    protected override string BrokerAddress => Cluster.ConnectionString;

    /// <summary>The replica first, as it may well be after a failover: the order must not matter.</summary>
    protected override string PostgresAddress => Postgres.ConnectionString.Replace(
        $"Host=127.0.0.1;Port={Postgres.Port}", $"Host=127.0.0.1:{Replica.Port},127.0.0.1:{Postgres.Port}", StringComparison.Ordinal);

    protected override RabbitMqServer AskedBroker => Cluster.Running;

    protected override PostgresServer AskedPostgres => Postgres.IsRunning ? Postgres : Replica;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Replica.DisposeAsync();
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override RabbitMqServer CreateBroker() => Cluster.Nodes[0];

    protected override Task StartServersAsync() => Task.WhenAll(Cluster.StartAsync(), Redis.StartAsync(), StartPostgresAsync());

    async Task StartPostgresAsync()
    {
        await Postgres.StartAsync();
        await Replica.StartAsync();
        await Replica.MakeSynchronousAsync();
    }
}
