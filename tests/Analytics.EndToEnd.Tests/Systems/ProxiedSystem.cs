using Npgsql;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The one whose API and workers reach PostgreSQL and RabbitMQ over a network that a test may break.</summary>
public sealed class ProxiedSystem : RunningSystem
{
    public ProxiedSystem()
        : base(workerCount: 2) => (PostgresNetwork, BrokerNetwork) = (new(Postgres.Port), new(Broker.Port));

    public TcpProxy PostgresNetwork { get; }

    public TcpProxy BrokerNetwork { get; }

    protected override string PostgresAddress => new NpgsqlConnectionStringBuilder(Postgres.ConnectionString) { Port = PostgresNetwork.Port }.ConnectionString;

    protected override string BrokerAddress => new UriBuilder(Broker.ConnectionString) { Port = BrokerNetwork.Port }.Uri.ToString();

    public override async Task HealAsync()
    {
        foreach (var network in (TcpProxy[])[PostgresNetwork, BrokerNetwork])
        {
            network.Latency = TimeSpan.Zero;
            network.Pass();
        }

        await base.HealAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await PostgresNetwork.DisposeAsync();
        await BrokerNetwork.DisposeAsync();
    }
}
