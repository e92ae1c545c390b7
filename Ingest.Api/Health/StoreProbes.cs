using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Npgsql;

namespace Ingest.Api.Health;

/// <summary>The probes of PostgreSQL and Redis.</summary>
static class StoreProbes
{
    static readonly TimeSpan PostgresTimeout = TimeSpan.FromSeconds(1);

    /// <summary><c>select 1</c> on a connection of the pool, within a second: a pool with no connection left is down too.</summary>
    public static DependencyProbe Postgres(AccountReader postgres) => new("postgres", Required: true, async cancellation =>
    {
        try
        {
            return await BoundedRead.WithinAsync(
                PostgresTimeout,
                TimeProvider.System,
                async ending =>
                {
                    await postgres.PingAsync(ending);
                    return (string?)null;
                },
                cancellation);
        }
        catch (TimeoutException)
        {
            return "no answer in time";
        }
        catch (PostgresException fault)
        {
            return $"refuses: {fault.SqlState}";
        }
    });

    /// <summary>What the cache knows from its own pings; asks nothing.</summary>
    public static DependencyProbe Redis(RedisCache cache) => new("redis", Required: false, _ => Task.FromResult(cache.Trouble));
}
