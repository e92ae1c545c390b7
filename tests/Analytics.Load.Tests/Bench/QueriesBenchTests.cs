using Analytics.Load.Bench;
using Analytics.Tests.Servers;
using Npgsql;

namespace Analytics.Load.Tests.Bench;

/// <summary>On a real PostgreSQL, with few events; how fast it is, nobody asks here.</summary>
public sealed class QueriesBenchTests : IAsyncLifetime
{
    PostgresServer postgres = null!;

    public async ValueTask InitializeAsync() => postgres = await PostgresServer.StartedAsync();

    public async ValueTask DisposeAsync() => await postgres.DisposeAsync();

    Task<List<QueriesResult>> RunAsync(string database, int events = 1_000, int users = 10) => new QueriesBench(
        new QueriesOptions(postgres.ConnectionString) { Events = events, Users = users, Rounds = 1, RawRounds = 1, Database = database }, _ => { }).RunAsync(default);

    async Task<string> RefusalAsync(string database, int events = 1_000, int users = 10) =>
        (await Assert.ThrowsAsync<BenchFailedException>(() => RunAsync(database, events, users))).Message;

    async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{postgres.ConnectionStringOf(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    [Fact]
    public async Task A_database_that_was_kept_is_measured_again_only_as_it_was_filled()
    {
        Assert.Equal(2, (await RunAsync("kept")).Count);
        Assert.Equal(2, (await RunAsync("kept")).Count);
        Assert.Contains("1000 and 100 events, 10 users", await RefusalAsync("kept", events: 2_000), StringComparison.Ordinal);
        Assert.Contains("1000 and 100 events, 10 users", await RefusalAsync("kept", users: 20), StringComparison.Ordinal);
        await ScalarAsync("kept", "delete from events where ctid = (select ctid from events where account_id = 'bench-large' limit 1) and account_id = 'bench-large'");
        Assert.Contains("999 and 100 of 1099 rows", await RefusalAsync("kept"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_somebody_else_is_refused_and_left_as_it_is()
    {
        Assert.Contains("'analytics' was not filled by this benchmark", await RefusalAsync("analytics"), StringComparison.Ordinal);
        Assert.Equal(false, await ScalarAsync("analytics", "select to_regclass('events') is not null"));
    }

    [Fact]
    public async Task A_database_whose_filling_was_interrupted_is_refused()
    {
        using var interrupted = new CancellationTokenSource();
        var bench = new QueriesBench(
            new QueriesOptions(postgres.ConnectionString) { Events = 1_000, Users = 10, Rounds = 1, RawRounds = 1, Database = "half" }, _ => interrupted.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(interrupted.Token));
        Assert.Contains("not to its end", await RefusalAsync("half"), StringComparison.Ordinal);
    }
}
