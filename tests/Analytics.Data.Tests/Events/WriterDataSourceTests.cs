using Analytics.Data.Events;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Events;

public sealed class WriterDataSourceTests(PostgresServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task A_worker_holds_no_more_connections_than_it_may()
    {
        await using var writer = new WriterDataSource(ConnectionString, connectionLimit: 2);
        var first = await writer.OpenAsync(default);
        await using var second = await writer.OpenAsync(default);
        var third = writer.OpenAsync(default).AsTask();
        Assert.False(third.IsCompleted);
        await first.DisposeAsync();
        await (await third).DisposeAsync();
    }
}
