using Analytics.Data.Ledger;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Ledger;

public sealed class LedgerTotalsTests(PostgresServer server) : DatabaseTest(server)
{
    PostgresLedger Ledger => new(Reader, Postgres);

    [Fact]
    public async Task What_is_received_is_in_flight_until_it_is_stored()
    {
        var totals = new LedgerTotals(Writer);
        Assert.Equal(0, await totals.ReadInFlightAsync(default));
        await Ledger.WriteReceivedAsync(Guid.NewGuid(), 1, new Dictionary<string, long> { ["acc_1"] = 5 }, default);
        await Soon.BecomesTrueAsync(async () => await totals.ReadInFlightAsync(default) == 5, "five are in flight");
        await Store.AppendAsync(Some.Events(5), default);
        Assert.Equal(0, await totals.ReadInFlightAsync(default));
    }

    [Fact]
    public async Task A_closed_ledger_is_added_up_again_only_when_something_was_received()
    {
        await Ledger.WriteReceivedAsync(Guid.NewGuid(), 1, new Dictionary<string, long> { ["acc_1"] = 5 }, default);
        await Store.AppendAsync(Some.Events(5), default);
        var totals = new LedgerTotals(Writer);
        await Soon.BecomesTrueAsync(async () => await totals.ReadInFlightAsync(default) == 0 && await AddsNothingUpAsync(), "the ledger is known to be closed");

        await Ledger.WriteReceivedAsync(Guid.NewGuid(), 1, new Dictionary<string, long> { ["acc_2"] = 3 }, default);
        await Soon.BecomesTrueAsync(async () => await totals.ReadInFlightAsync(default) == 3, "three are in flight");

        // Whoever adds up waits for the table.
        async ValueTask<bool> AddsNothingUpAsync()
        {
            await using var held = await HoldAsync("ledger");
            using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
            try
            {
                return await totals.ReadInFlightAsync(deadline.Token) == 0;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
