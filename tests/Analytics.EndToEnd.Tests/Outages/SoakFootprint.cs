using System.Globalization;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>What the system takes of the machine while it is at rest: to see that no fault leaves some of it taken.</summary>
/// <param name="ApiMegabytes">Memory of the API.</param>
/// <param name="WorkerMegabytes">Memory of the largest worker.</param>
/// <param name="PostgresConnections">Connections to PostgreSQL, this look's own left out.</param>
/// <param name="BrokerConnections">Connections to RabbitMQ.</param>
sealed record SoakFootprint(long ApiMegabytes, long WorkerMegabytes, long PostgresConnections, long BrokerConnections)
{
    const int Megabyte = 1024 * 1024;

    /// <summary>A process that has seen more has compiled more and keeps more in its pools; one that leaks does not stop there.</summary>
    const int MemoryTolerance = 120;

    /// <summary>How many connections the pools of three processes hold depends on how many were wanted at once. A leak is one more for each fault.</summary>
    const int ConnectionTolerance = 16;

    public static async Task<SoakFootprint> OfAsync(RunningSystem system) => new(
        system.Api.ResidentBytes() / Megabyte,
        system.Workers.Max(worker => worker.ResidentBytes()) / Megabyte,
        (await system.QueryAsync<long>("select count(*) - 1 from pg_stat_activity where backend_type = 'client backend'"))[0],
        long.Parse(await system.Broker.ControlAsync("eval", "length(rabbit_networking:connections())."), CultureInfo.InvariantCulture));

    public bool IsNoMoreThan(SoakFootprint before) =>
        ApiMegabytes <= before.ApiMegabytes + MemoryTolerance
        && WorkerMegabytes <= before.WorkerMegabytes + MemoryTolerance
        && PostgresConnections <= before.PostgresConnections + ConnectionTolerance
        && BrokerConnections <= before.BrokerConnections + 1; // a worker's look at the queue, which is closed again
}
