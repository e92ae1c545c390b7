namespace Analytics.Data.Postgres;

/// <summary>
/// The roles of <c>0005_roles.sql</c>, as startup options: a connection is in its role from its first moment, whatever its login
/// may do. The pools do not reset such connections (<c>No Reset On Close</c>): whether a role survives the reset depends on
/// PostgreSQL's version, and without it the login would be asking, which may see everything.
/// </summary>
static class DatabaseRole
{
    /// <summary>Reads and writes every account.</summary>
    public const string Writer = "-c role=analytics_writer";

    /// <summary>Reads the account that its transaction names.</summary>
    public const string Reader = "-c role=analytics_reader";

    /// <summary>Reads every account.</summary>
    public const string Overseer = "-c role=analytics_overseer";
}
