using Analytics.Data.Schema;
using Analytics.Load.Bench;
using Analytics.Load.Tests.Runs;
using Analytics.Tests.Servers;
using Npgsql;

namespace Analytics.Load.Tests.Bench;

/// <summary>Benchmarks against a system that promises every event and stores none, on a real PostgreSQL.</summary>
public sealed class LostOnTheWayTests : IAsyncLifetime
{
    readonly ManualClock clock = new();
    PostgresServer postgres = null!;
    PlayedSystem system = null!;

    public async ValueTask InitializeAsync()
    {
        (postgres, system) = (await PostgresServer.StartedAsync(), await PlayedSystem.StartAsync());
        await using var owner = NpgsqlDataSource.Create(postgres.ConnectionString);
        await new SchemaMigrator(owner).MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        await postgres.DisposeAsync();
    }

    [Fact]
    public Task Summaries_of_events_that_were_never_stored_are_not_measured() => FailsAsync(new WarmBench(
        new WarmOptions(system.Address, postgres.ConnectionString) { Time = TimeSpan.FromSeconds(1), Rounds = 1, Connections = 1 }, clock, _ => { }).RunAsync(default));

    [Fact]
    public Task A_line_that_loses_its_warm_up_is_not_measured() => FailsAsync(new PipelineBench(
        new PipelineOptions(system.Address, postgres.ConnectionString) { Events = 1_000, SingleTime = TimeSpan.FromSeconds(1), SingleConnections = 1, Rounds = 1 }, clock, _ => { }).RunAsync(default));

    async Task FailsAsync(Task running)
    {
        // Half a minute of standing still is the proof that nothing comes any more.
        await Soon.BecomesTrueAsync(
            () =>
            {
                if (clock.Waiting > 0) clock.Advance(TimeSpan.FromSeconds(1));
                return running.IsCompleted;
            },
            "the benchmark gives up");
        Assert.Contains("accepted events are not in the table", (await Assert.ThrowsAsync<BenchFailedException>(() => running)).Message, StringComparison.Ordinal);
    }
}
