using System.Diagnostics;
using Npgsql;

namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>The one whose PostgreSQL has its data and its write-ahead log on small disks of their own, where this process may mount such.</summary>
public sealed class SmallDisksSystem() : RunningSystem(workerCount: 2)
{
    /// <summary>A segment of the log has 16 MB; some are kept for reuse.</summary>
    const int LogMegabytes = 80;

    const int DataMegabytes = 40;

    /// <summary>Null when they could not be mounted; then all is on the disk there is.</summary>
    public (SmallDisk Data, SmallDisk Log)? Disks { get; private set; }

    public override async Task HealAsync()
    {
        Disks?.Data.Free();
        Disks?.Log.Free();
        await base.HealAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Disks is not { } disks) return;
        await disks.Data.DisposeAsync();
        await disks.Log.DisposeAsync();
    }

    protected override async Task StartServersAsync()
    {
        await base.StartServersAsync();
        if (await SmallDisk.MountedAsync(DataMegabytes) is not { } data) return;
        if (await SmallDisk.MountedAsync(LogMegabytes) is not { } log) throw new InvalidOperationException("One disk could be mounted and the other not.");
        Disks = (data, log);
        var (tables, wal) = (OwnDirectory(data, "tables"), OwnDirectory(log, "wal"));

        await using (var admin = new NpgsqlConnection($"{Postgres.ConnectionStringOf("postgres")};Pooling=false"))
        {
            await admin.OpenAsync();
            foreach (var statement in (string[])
                [
                    $"create tablespace small location '{tables}'",
                    "alter database analytics set tablespace small",
                    "alter system set min_wal_size = '32MB'",
                    "alter system set max_wal_size = '48MB'",
                ])
            {
                await using var command = new NpgsqlCommand(statement, admin);
                await command.ExecuteNonQueryAsync();
            }
        }

        await Postgres.StopAsync();
        var was = Path.Combine(Postgres.DataDirectory, "pg_wal");
        Run("cp", "-a", $"{was}/.", wal);
        Directory.Delete(was, recursive: true);
        Directory.CreateSymbolicLink(was, wal);
        await Postgres.StartAsync();
    }

    /// <summary>A directory that belongs to the user PostgreSQL runs as.</summary>
    string OwnDirectory(SmallDisk disk, string name)
    {
        var directory = Directory.CreateDirectory(Path.Combine(disk.Directory, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        Run("chown", $"--reference={Postgres.DataDirectory}", directory);
        return directory;
    }

    static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
        if (run.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {run.ExitCode}.");
    }
}
