using Analytics.Load.Bench;
using Analytics.Load.Bench.Store;
using Analytics.Tests.Servers;

namespace Analytics.Load.Tests.Bench.Store;

/// <summary>On a real PostgreSQL; how fast it is, nobody asks here.</summary>
public sealed class StoreBenchTests : IAsyncLifetime
{
    PostgresServer postgres = null!;

    public async ValueTask InitializeAsync() => postgres = await PostgresServer.StartedAsync();

    public async ValueTask DisposeAsync() => await postgres.DisposeAsync();

    StoreOptions Options => new(postgres.ConnectionString) { Batches = [1, 50], Duplicates = [0, 50, 100], Rows = 100, Rounds = 2 };

    [Fact]
    public async Task Every_batch_size_and_part_of_duplicates_is_measured_and_nothing_stays_on_the_server()
    {
        var cells = await new StoreBench(Options, TimeProvider.System, _ => { }).RunAsync(CancellationToken.None);
        Assert.Equal([(1, 0), (50, 0), (1, 50), (50, 50), (1, 100), (50, 100)], cells.Select(cell => (cell.Batch, cell.Duplicates)));
        Assert.All(cells, cell => Assert.Equal((2, 2, true), (cell.Copies.Count, cell.Appends.Count, cell.Ratios.All(double.IsPositive))));
        Assert.Equal(0L, await postgres.ScalarAsync("select count(*) from pg_database where datname like 'analytics_bench%'"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_said_to_be() =>
        await Assert.ThrowsAsync<BenchFailedException>(() => new StoreBench(
            new StoreOptions("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing;Timeout=2"), TimeProvider.System, _ => { }).RunAsync(CancellationToken.None));
}
