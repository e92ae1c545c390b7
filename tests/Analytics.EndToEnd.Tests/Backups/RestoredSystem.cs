using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Backups;

/// <summary>New servers, with what a dump holds; as RUNBOOK.md and SECURITY.md say.</summary>
sealed class RestoredSystem(string dump) : RunningSystem(workerCount: 1)
{
    protected override async Task StartServersAsync()
    {
        await base.StartServersAsync();

        // A dump holds no roles, and a database that is restored into must be empty: those are made by way of another.
        await WorkerCommand.RunAsync([("ConnectionStrings__Postgres", await Postgres.CreateDatabaseAsync())], "migrate");
        await PostgresProgram.RunAsync(Postgres, "pg_restore", "--dbname=analytics", "--single-transaction", "--exit-on-error", dump);
    }
}
