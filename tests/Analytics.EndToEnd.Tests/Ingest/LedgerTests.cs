using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>The ledger says what became of every event that got 202.</summary>
public sealed class LedgerTests(SharedSystem system) : SystemTest(system)
{
    [Fact]
    public async Task What_is_sent_twice_is_received_twice_stored_once_and_once_a_duplicate()
    {
        var account = Some.Account("led/ger ü");
        await Client.AcceptedAsync(Some.Events(account, 300));
        await System.StoredSoonAsync(account, 300);
        await Client.AcceptedAsync(Some.Events(account, 200));
        await Soon.IsAsync(() => Client.ClosedLedgerAsync(account), ledger => ledger == (500, 300, 200, 0), "the ledger says 500 = 300 + 200 + 0", TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_ledger_of_all_accounts_adds_up_at_any_time()
    {
        var account = Some.Account("all");
        var posting = Client.AcceptedAsync(Some.Events(account, 5_000));
        for (var look = 0; look < 10; look++)
        {
            var pipeline = (await Client.GetAsync("/pipeline")).Must(HttpStatusCode.OK).Json;
            long Of(string name) => (long)pipeline[name]!;
            Assert.Equal(Of("received"), Of("stored") + Of("duplicates") + Of("set_aside") + Of("in_flight"));
            Assert.True(Of("in_flight") >= 0);
            Assert.Equal(Of("in_flight") == 0, (bool)pipeline["closed"]!);
            Assert.True((double)pipeline["oldest_waiting_seconds"]! >= 0 && (double)pipeline["drain_rate"]! >= 0 && Of("queue_depth") >= 0);
        }

        await posting;
        Assert.Equal((5_000, 5_000, 0, 0), await Client.ClosedLedgerAsync(account));
    }

    [Fact]
    public async Task An_account_that_never_sent_anything_has_a_ledger_of_zeros() =>
        Assert.Equal((0, 0, 0, 0), await Client.ClosedLedgerAsync(Some.Account("nobody")));

    [Fact]
    public async Task What_is_not_set_aside_cannot_be_replayed()
    {
        var account = Uri.EscapeDataString(Some.Account("aside"));
        var list = (await Client.GetAsync($"/accounts/{account}/set-aside")).Must(HttpStatusCode.OK).Json;
        Assert.Empty(list["set_aside"]!.AsArray());
        (await Client.PostAsync($"/accounts/{account}/set-aside/7/replay", "")).Must(HttpStatusCode.NotFound);
        (await Client.PostAsync($"/accounts/{account}/set-aside/seven/replay", "")).Must(HttpStatusCode.NotFound);
        (await Client.PostAsync($"/accounts/{account}/set-aside/replay", "")).Must(HttpStatusCode.Accepted);
        (await Client.GetAsync($"/accounts/{account}/set-aside?limit=0")).Must(HttpStatusCode.BadRequest);
        (await Client.GetAsync($"/accounts/{account}/set-aside?cursor=x")).Must(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_event_that_PostgreSQL_refuses_is_shown_with_its_reason_and_replayed_once_it_can_be_stored()
    {
        var account = Some.Account("refused");
        await System.QueryAsync<int>(
            """
            insert into set_aside_events
              (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes, metadata_bytes,
               occurred_at, received_at, first_failed_at, last_failed_at, attempts)
            values (@account, 'e1', '22P02', 'invalid input syntax for type json', convert_to(@account, 'UTF8'), 'e1', 'u1', 'login', '{"a":1}',
              now(), now(), now(), now(), 1)
            returning 1
            """,
            new { account });
        var shown = Assert.Single((await Client.GetAsync($"/accounts/{account}/set-aside")).Must(HttpStatusCode.OK).Json["set_aside"]!.AsArray())!;
        Assert.Equal(("e1", "22P02", "u1", "login", """{"a":1}"""), ((string?)shown["event_id"], (string?)shown["sql_state"], (string?)shown["user_id"], (string?)shown["type"], (string?)shown["metadata"]));

        (await Client.PostAsync($"/accounts/{account}/set-aside/{shown["set_aside_id"]}/replay", "")).Must(HttpStatusCode.Accepted);
        await System.StoredSoonAsync(account, 1);
        (await Client.PostAsync($"/accounts/{account}/set-aside/replay?reason=22P02", "")).Must(HttpStatusCode.Accepted);
        Assert.Empty((await Client.GetAsync($"/accounts/{account}/set-aside")).Must(HttpStatusCode.OK).Json["set_aside"]!.AsArray());
    }

    [Fact]
    public async Task The_error_queue_is_empty_and_says_so()
    {
        var errors = (await Client.GetAsync("/pipeline/errors")).Must(HttpStatusCode.OK).Json;
        Assert.Equal(0, (int)errors["depth"]!);
        Assert.Equal(0, (int)(await Client.PostAsync("/pipeline/errors/replay", "")).Must(HttpStatusCode.OK).Json["replayed"]!);
        (await Client.GetAsync("/pipeline/errors?limit=1000")).Must(HttpStatusCode.BadRequest);
    }
}
