using Npgsql;

namespace Analytics.Tests.Servers;

/// <summary>
/// A private PostgreSQL: superuser <c>analytics</c>, an empty database <c>analytics</c>. One serves a whole assembly: a test
/// that wants a database for itself takes <see cref="CreateDatabaseAsync"/>.
/// </summary>
public class PostgresServer() : ServerProcess("postgres", Signals.Interrupt)
{
    int databases;

    /// <summary>The database <c>analytics</c>.</summary>
    public override string ConnectionString => ConnectionStringOf("analytics");

    public static async Task<PostgresServer> StartedAsync()
    {
        var server = new PostgresServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Any database of this server.</summary>
    public string ConnectionStringOf(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=analytics;Password={Password};Database={database}";

    /// <summary>
    /// Makes an empty database and returns its connection string. It goes with the server. <paramref name="options"/> are
    /// those of CREATE DATABASE, for example a template or a locale.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string options = "")
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"create database {name} {options}");
        return ConnectionStringOf(name);
    }

    /// <summary>Runs a statement in the database <c>analytics</c>, on a connection of its own.</summary>
    public Task ExecuteAsync(string sql) => ScalarAsync(sql);

    /// <summary>The first value that a statement yields, in the database <c>analytics</c>; null when there is none.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Stops the postmaster only: connections are accepted by nobody, those that are open go on working.</summary>
    public void FreezePostmaster() => base.Freeze();

    /// <summary>Stops the postmaster and all its children: nothing answers on any connection.</summary>
    public override void Freeze()
    {
        base.Freeze(); // first, so that no more are born
        foreach (var child in Running.Children()) OwnedProcess.Freeze(child);
    }

    public override void Thaw()
    {
        foreach (var child in Running.Children()) OwnedProcess.Signal(child, Signals.Continue);
        base.Thaw();
    }

    /// <summary>Stops at once and without a checkpoint, yet in order: after a SIGKILL its shared memory would stay behind.</summary>
    public override async ValueTask DisposeAsync()
    {
        await StopAsync(Signals.Quit);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
