using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>More events set aside than a worker replays at a time or a page of the list holds.</summary>
public sealed class SetAsideReplayTests(SharedSystem system) : SystemTest(system)
{
    const int Page = 1_000;

    /// <summary>1,001 with one SQLSTATE and 1,000 with another, in turn; the first of them PostgreSQL refuses still.</summary>
    const string SetAside = """
        with counted as (
          insert into ledger_deltas (account_id, received_on_bus, stored, duplicates, set_aside) values (@account, 0, 0, 0, 2001)
        )
        insert into set_aside_events
          (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes, metadata_bytes,
           occurred_at, received_at, first_failed_at, last_failed_at, attempts)
        select @account, 'e-' || n, case n % 2 when 0 then '22P02' else '22021' end, 'refused once', convert_to(@account, 'UTF8'), convert_to('e-' || n, 'UTF8'),
          'u1', 'login', convert_to(case n when 0 then '{' else '{"a":1}' end, 'UTF8'), now(), now(), now(), now(), 1
        from generate_series(0, 2000) n
        order by n
        returning 1
        """;

    readonly string account = Some.Account("many-aside");

    [Fact]
    public async Task They_are_listed_page_after_page_and_replayed_by_reason_and_then_all_each_once()
    {
        await System.QueryAsync<int>(SetAside, new { account });
        var listed = await ListAsync();
        Assert.Equal(Enumerable.Range(0, 2_001).Reverse().Select(n => $"e-{n}"), listed.Select(one => (string)one["event_id"]!));

        await ReplayAsync("?reason=22P02");
        await System.StoredSoonAsync(account, 1_000);
        listed = await ListAsync();
        Assert.Equal(1_001, listed.Count);
        var refused = Assert.Single(listed, one => (string)one["sql_state"]! == "22P02");
        Assert.Equal(("e-0", 2), ((string)refused["event_id"]!, (int)refused["attempts"]!));

        await ReplayAsync("");
        await System.StoredSoonAsync(account, 2_000);
        refused = Assert.Single(await ListAsync());
        Assert.Equal(("e-0", 3), ((string)refused["event_id"]!, (int)refused["attempts"]!));
        Assert.Equal((2_001, 2_000, 0, 1), await Client.ClosedLedgerAsync(account));
    }

    async Task ReplayAsync(string query) => (await Client.PostAsync($"/accounts/{account}/set-aside/replay{query}", "")).Must(HttpStatusCode.Accepted);

    /// <summary>All pages of the list, from the latest to the first.</summary>
    async Task<List<JsonNode>> ListAsync()
    {
        var all = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Client.GetAsync($"/accounts/{account}/set-aside?limit={Page}{cursor}")).Must(HttpStatusCode.OK).Json;
            var events = page["set_aside"]!.AsArray();
            Assert.InRange(events.Count, 0, Page);
            all.AddRange(events.Select(one => one!));
            cursor = (string?)page["next_cursor"] is { } next ? $"&cursor={next}" : null;
        }

        return all;
    }
}
