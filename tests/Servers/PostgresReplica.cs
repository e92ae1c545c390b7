using System.Globalization;

namespace Analytics.Tests.Servers;

/// <summary>A PostgreSQL that follows another, which must run when this one is first started, until it is promoted.</summary>
public sealed class PostgresReplica : PostgresServer
{
    readonly PostgresServer primary;

    public PostgresReplica(PostgresServer primary)
    {
        this.primary = primary;
        Password = primary.Password;
    }

    protected override IReadOnlyList<(string Name, string Value)> Settings => [("ANALYTICS_POSTGRES_PRIMARY", primary.Port.ToString(CultureInfo.InvariantCulture))];

    /// <summary>From now on the primary acknowledges no commit that this server has not written too; returns when it follows.</summary>
    public async Task MakeSynchronousAsync()
    {
        await primary.ExecuteAsync("alter system set synchronous_standby_names = '*'");
        await primary.ExecuteAsync("select pg_reload_conf()");
        await Eventually.TrueAsync(
            async () => await primary.ScalarAsync("select exists (select from pg_stat_replication where sync_state = 'sync')") is true, "the replica follows synchronously");
    }

    /// <summary>Becomes a primary itself, and returns when it takes writes.</summary>
    public Task PromoteAsync() => ExecuteAsync("select pg_promote()");
}
