using Microsoft.Extensions.Configuration;

namespace Analytics.Data.Postgres;

/// <summary>
/// Who connects as what. <c>ConnectionStrings:Postgres</c> is enough: its login puts on the role that each pool needs. A login of
/// its own for a role (<c>ConnectionStrings:PostgresReader</c>, <c>PostgresOverseer</c>, <c>PostgresWriter</c>), a member of that
/// role and of no other, keeps a process that was broken into from taking the role off again.
/// </summary>
public static class PostgresConnections
{
    /// <summary>The login that owns the tables. Throws when it is not configured.</summary>
    public static string Owner(IConfiguration configuration) =>
        configuration.GetConnectionString("Postgres") ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.");

    public static string Writer(IConfiguration configuration) => configuration.GetConnectionString("PostgresWriter") ?? Owner(configuration);

    public static string Reader(IConfiguration configuration) => configuration.GetConnectionString("PostgresReader") ?? Owner(configuration);

    public static string Overseer(IConfiguration configuration) => configuration.GetConnectionString("PostgresOverseer") ?? Owner(configuration);
}
