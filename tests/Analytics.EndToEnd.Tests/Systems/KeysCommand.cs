namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>Keys are made by the worker's own command, as an operator makes them.</summary>
static class KeysCommand
{
    /// <summary>Runs <c>keys …</c> and returns what it wrote to standard output; fails unless it ended well.</summary>
    public static Task<string> RunAsync(PostgresServer postgres, params string[] arguments) =>
        WorkerCommand.RunAsync([("ConnectionStrings__Postgres", postgres.ConnectionString)], ["keys", .. arguments]);
}
