using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Ledger;

/// <summary>What is old is told by one clock, PostgreSQL's: hosts whose clocks differ by hours neither forget nor count twice.</summary>
public sealed class LedgerFoldTests(PostgresServer server) : DatabaseTest(server)
{
    readonly Guid process = Guid.NewGuid();

    PostgresLedger Ledger => new(Reader, Postgres);

    LedgerFold Fold => new(Writer);

    [Fact]
    public async Task A_message_stored_just_now_is_not_forgotten_whatever_the_clock_of_the_worker_that_stored_it()
    {
        var slow = new PostgresEventStore(NewWriter(), new ManualClock(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(5)));
        var message = (Guid.NewGuid(), Some.Events(5));
        await slow.AppendAsync(Some.Batch(message), default);
        Assert.Equal(0, await Fold.ForgetMessagesAsync(default));
        Assert.Equal(new AppendResult(0, 0, Redelivered: 5), await Store.AppendAsync(Some.Batch(message), default));
        Assert.Equal("5 0", await ScalarAsync<string>("select sum(stored) || ' ' || sum(duplicates) from ledger_deltas"));
    }

    [Fact]
    public async Task A_message_stored_hours_ago_is_forgotten_whatever_the_clock_of_the_worker_that_stored_it()
    {
        var fast = new PostgresEventStore(NewWriter(), new ManualClock(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(1)));
        await fast.AppendAsync(Some.Batch((Guid.NewGuid(), Some.Events(1))), default);
        await ExecuteAsync("update stored_messages set stored_at = stored_at - interval '121 minutes'");
        Assert.Equal(1, await Fold.ForgetMessagesAsync(default));
    }

    [Fact]
    public async Task Totals_of_a_process_that_writes_are_left_and_those_of_one_that_ended_are_added_up()
    {
        await Ledger.WriteReceivedAsync(process, [new("a", 7)], default);
        Assert.Equal(0, await Fold.FoldReceivedAsync(default));
        await Ledger.WriteReceivedAsync(process, [new("a", 10)], default);
        Assert.Equal(10, (await Ledger.ReadAsync("a", default)).Received);

        await ExecuteAsync("update received_events set updated_at = updated_at - interval '61 minutes'");
        await Ledger.WriteReceivedAsync(Guid.NewGuid(), [new("a", 1)], default);
        Assert.Equal(1, await Fold.FoldReceivedAsync(default));
        Assert.Equal(11, (await Ledger.ReadAsync("a", default)).Received);
    }
}
