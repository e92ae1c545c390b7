using Analytics.Data.Events;
using Analytics.Data.SetAside;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.SetAside;

public sealed class PostgresSetAsideReplayTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly EventRow Refused = Some.Event(path: "/p", metadata: "{");

    PostgresSetAsideReplay Replay => new(Writer, TimeProvider.System);

    [Fact]
    public async Task What_is_refused_again_stays_with_an_attempt_more()
    {
        var id = await SetAsideAsync(Refused);
        Assert.Equal(ReplayOutcome.RefusedAgain, await Replay.ReplayAsync("acc_1", id, default));
        Assert.Equal(2, await ScalarAsync<int>("select attempts from set_aside_events"));
        Assert.Equal(0, await StoredAsync());
        Assert.Equal("0 0 1", await LedgerAsync());
    }

    [Fact]
    public async Task What_can_be_stored_now_is_stored_counted_and_set_aside_no_more()
    {
        var id = await SetAsideAsync(Refused);
        await MendAsync();
        Assert.Equal(ReplayOutcome.Stored, await Replay.ReplayAsync("acc_1", id, default));
        Assert.Equal("/p {}", await ScalarAsync<string>("select path || ' ' || metadata from events"));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from set_aside_events"));
        Assert.Equal("1 0 0", await LedgerAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Replayed_twice_it_is_stored_once()
    {
        var id = await SetAsideAsync(Refused);
        await MendAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new PostgresSetAsideReplay(NewWriter(), TimeProvider.System).ReplayAsync("acc_1", id, default))));
        Assert.Single(outcomes, ReplayOutcome.Stored);
        Assert.Equal(5, outcomes.Count(outcome => outcome == ReplayOutcome.Gone));
        Assert.Equal("1 0 0", await LedgerAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task An_event_that_came_again_and_was_stored_meanwhile_is_a_duplicate()
    {
        var id = await SetAsideAsync(Refused);
        await Store.AppendAsync([Refused with { Metadata = null }], default);
        await MendAsync();
        Assert.Equal(ReplayOutcome.Known, await Replay.ReplayAsync("acc_1", id, default));
        Assert.Equal(1, await StoredAsync());
        Assert.Equal("1 1 0", await LedgerAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_month_dropped_behind_its_back_is_made_again()
    {
        var replay = Replay;
        await Store.AppendAsync([Refused, Refused with { EventId = "other"u8.ToArray() }], default);
        await MendAsync();
        var ids = await replay.NextAsync("acc_1", null, null, 0, 10, default);
        Assert.Equal(ReplayOutcome.Stored, await replay.ReplayAsync("acc_1", ids[0], default));
        await ExecuteAsync("drop table events_2026_02");

        Assert.Equal(ReplayOutcome.Stored, await replay.ReplayAsync("acc_1", ids[1], default));
        Assert.Equal(1, await StoredAsync());
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from set_aside_events"));
        Assert.Equal("2 0 0", await LedgerAsync());
    }

    [Fact]
    public async Task The_next_ones_are_those_of_the_account_and_the_reason()
    {
        await Store.AppendAsync([Refused, Some.Event("nul", path: "/\0"), Some.Event("other", account: "acc_2", metadata: "{")], default);
        Assert.Equal(2, (await Replay.NextAsync("acc_1", null, null, 0, 10, default)).Count);
        var json = Assert.Single(await Replay.NextAsync("acc_1", null, "22P02", 0, 10, default));
        Assert.Empty(await Replay.NextAsync("acc_1", null, "22P02", json, 10, default));
        Assert.Equal([json], await Replay.NextAsync("acc_1", json, null, 0, 10, default));
        Assert.Empty(await Replay.NextAsync("acc_2", json, null, 0, 10, default));
    }

    async Task<long> SetAsideAsync(EventRow row)
    {
        await Store.AppendAsync([row], default);
        return await ScalarAsync<long>("select set_aside_id from set_aside_events");
    }

    Task MendAsync() => ExecuteAsync("update set_aside_events set metadata_bytes = '{}'");

    Task<string> LedgerAsync() => ScalarAsync<string>("select sum(stored) || ' ' || sum(duplicates) || ' ' || sum(set_aside) from ledger_deltas");
}
