using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>
/// Pools of connections to the one server that takes writes. A connection string may name several servers
/// (<c>Host=a,b</c>), a primary and its replicas; which of them is the primary may change at any moment, and what was read from a
/// replica may be older than what this process wrote.
/// </summary>
public static class PrimaryDataSource
{
    const int NpgsqlDefault = 10;

    /// <summary>
    /// A replica that was promoted is taken for one for so many seconds more, so this is most of the time without a database. Less
    /// would cost: a host that swallows packets is tried as often, and each try holds a connection up for its whole timeout.
    /// </summary>
    const int HostRecheckSeconds = 3;

    /// <summary>
    /// As configured; several hosts are asked which of them is the primary, unless the string says otherwise. <paramref name="name"/> is the pool's
    /// in measurements, by default the application's name; of several hosts each has a pool, and its address for a name.
    /// </summary>
    public static NpgsqlDataSource Create(NpgsqlConnectionStringBuilder settings, string? name = null)
    {
        var several = settings.Host?.Contains(',', StringComparison.Ordinal) == true;
        if (several)
        {
            settings.TargetSessionAttributes ??= "primary";
            if (settings.HostRecheckSeconds == NpgsqlDefault) settings.HostRecheckSeconds = HostRecheckSeconds;
        }

        // Without the types that no table of ours has: what Npgsql prepares for them is 3 MB of each program.
        var source = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        source.EnableArrays().EnableJsonTypes().EnableTransportSecurity().EnableIntegratedSecurity();
        if (!several && (name ?? settings.ApplicationName) is { Length: > 0 } pool) source.Name = pool;
        return source.Build();
    }
}
