using Analytics.Data.Events;
using Analytics.Tests.Servers;
using Npgsql;

namespace Analytics.Data.Tests.Events;

public sealed class WriteProbeTests(PostgresServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task A_database_that_takes_batches_passes_and_keeps_nothing_of_it()
    {
        var probe = new WriteProbe(Postgres);
        await probe.TryAsync(default);
        await probe.TryAsync(default);
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from pg_class where relname = 'write_probe'"));
    }

    [Fact]
    public async Task A_database_that_is_read_only_does_not_pass()
    {
        await using var readOnly = NpgsqlDataSource.Create($"{ConnectionString};Options=-c default_transaction_read_only=on");
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, await RefusalAsync(new WriteProbe(readOnly)));
    }

    [Theory]
    [InlineData("events")]
    [InlineData("stored_messages")]
    [InlineData("rollup_deltas")]
    [InlineData("ledger_deltas")]
    public async Task A_table_of_a_batch_that_is_locked_does_not_pass(string table)
    {
        await using var held = await HoldAsync(table);
        Assert.Equal(PostgresErrorCodes.LockNotAvailable, await RefusalAsync(new WriteProbe(Postgres)));
    }

    static async Task<string> RefusalAsync(WriteProbe probe) => (await Assert.ThrowsAsync<PostgresException>(() => probe.TryAsync(default))).SqlState;
}
