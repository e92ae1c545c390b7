using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>The ledger's left side, while nobody takes from the queue: what was received is known from the API alone, and waits.</summary>
public sealed class InFlightTests(BreakableSystem system) : BreakingTest(system)
{
    const int Events = 250;
    static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);

    readonly string account = Some.Account("in-flight");

    [Fact]
    public async Task What_no_worker_has_taken_is_received_and_in_flight_of_its_account_and_of_all()
    {
        await StopWorkersAsync();
        var before = await BalanceAsync("/pipeline");
        await Client.AcceptedAsync(Some.Events(account, Events));
        Assert.Equal(new Balance(Events, 0, Events, false), await BalanceAsync($"/accounts/{account}/pipeline"));
        Assert.Equal(new Balance(before.Received + Events, before.Stored, before.InFlight + Events, false), await BalanceAsync("/pipeline"));
        await WorkersTakeAllAsync();
    }

    [Fact]
    public async Task What_was_received_while_PostgreSQL_was_away_is_in_the_ledger_when_it_is_back()
    {
        await StopWorkersAsync();
        await System.Postgres.KillAsync();
        await Client.AcceptedAsync(Some.Events(account, Events));
        await System.Postgres.StartAsync();
        await InFlightSoonAsync();
        await WorkersTakeAllAsync();
    }

    [Fact]
    public async Task What_an_API_received_is_in_the_ledger_when_it_was_told_to_stop_at_once()
    {
        await StopWorkersAsync();
        await Client.AcceptedAsync(Some.Events(account, Events));
        Assert.Equal(0, await System.Api.StopAsync());
        await System.Api.StartAsync();
        await InFlightSoonAsync();
        await WorkersTakeAllAsync();
    }

    async Task StopWorkersAsync() => await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));

    async Task InFlightSoonAsync()
    {
        var answer = await Soon.IsAsync(() => Client.GetAsync($"/accounts/{account}/pipeline"), answer => answer.Status == HttpStatusCode.OK && (long)answer.Json["received"]! > 0, "the ledger has the account", RecoveryLimit);
        Assert.Equal(new Balance(Events, 0, Events, false), Balance.Of(answer));
    }

    async Task WorkersTakeAllAsync()
    {
        await Task.WhenAll(System.Workers.Select(worker => worker.StartAsync()));
        Assert.Equal((Events, Events, 0, 0), await Client.ClosedLedgerAsync(account));
    }

    async Task<Balance> BalanceAsync(string path) => Balance.Of((await Client.GetAsync(path)).Must(HttpStatusCode.OK));

    sealed record Balance(long Received, long Stored, long InFlight, bool IsClosed)
    {
        public static Balance Of(Answer answer) =>
            new((long)answer.Json["received"]!, (long)answer.Json["stored"]!, (long)answer.Json["in_flight"]!, (bool)answer.Json["closed"]!);
    }
}
