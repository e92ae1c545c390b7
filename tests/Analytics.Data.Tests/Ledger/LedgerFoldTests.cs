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
    public async Task What_a_process_received_is_added_up_when_it_has_long_written_nothing_and_it_may_go_on()
    {
        await ReceiveAsync(1, 7);
        Assert.Equal(0, await Fold.FoldReceivedAsync(default));
        await ReceiveAsync(2, 3);
        Assert.Equal(10, await ReceivedAsync());

        await AnHourPassesAsync();
        Assert.Equal(1, await Fold.FoldReceivedAsync(default));
        Assert.Equal(10, await ReceivedAsync());
        await ReceiveAsync(3, 1);
        Assert.Equal(11, await ReceivedAsync());
    }

    [Fact]
    public async Task A_write_sent_again_counts_once_even_after_what_it_wrote_was_added_up()
    {
        await ReceiveAsync(1, 7);
        await ReceiveAsync(1, 7);
        Assert.Equal(7, await ReceivedAsync());

        await AnHourPassesAsync();
        await Fold.FoldReceivedAsync(default);
        await ReceiveAsync(1, 7);
        Assert.Equal(7, await ReceivedAsync());
    }

    [Fact]
    public async Task Two_sendings_of_one_write_at_once_count_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReceiveAsync(1, 5)));
        Assert.Equal(5, await ReceivedAsync());
    }

    [Fact]
    public async Task What_processes_wrote_last_is_forgotten_after_a_month()
    {
        await ReceiveAsync(1, 7);
        await ExecuteAsync("update received_writes set written_at = written_at - interval '31 days'");
        await Fold.FoldReceivedAsync(default);
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from received_writes"));
        Assert.Equal(7, await ReceivedAsync());
    }

    Task ReceiveAsync(long number, long events) => Ledger.WriteReceivedAsync(process, number, new Dictionary<string, long> { ["a"] = events }, default);

    async Task<long> ReceivedAsync() => (await Ledger.ReadAsync("a", default)).Received;

    Task AnHourPassesAsync() => ExecuteAsync("update received_events set updated_at = updated_at - interval '61 minutes'");
}
