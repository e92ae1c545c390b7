using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Data.Tests.Ledger;

public sealed class LedgerRegistrationTests(PostgresServer server) : DatabaseTest(server)
{
    const string Open = "select count(*) from pg_stat_activity where application_name = 'analytics-ledger' and datname = current_database()";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_ends_closes_the_connections_of_the_count(bool awaited)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Postgres", ConnectionString)]).Build();
        var host = new ServiceCollection().AddAccountReader(configuration).AddLedger(configuration).BuildServiceProvider();
        await host.GetRequiredService<PostgresLedger>().WriteReceivedAsync(Guid.NewGuid(), 1, new Dictionary<string, long> { ["acc_1"] = 1 }, default);
        Assert.Equal(1, await ScalarAsync<long>(Open));
        if (awaited) await host.DisposeAsync();
        else host.Dispose();
        await Soon.BecomesTrueAsync(async () => await ScalarAsync<long>(Open) == 0, "it is closed");
    }
}
