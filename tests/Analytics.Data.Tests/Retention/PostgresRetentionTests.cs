using Analytics.Data.Ledger;
using Analytics.Data.Retention;
using Analytics.Data.Rollups;
using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Retention;

public sealed class PostgresRetentionTests(PostgresServer server) : DatabaseTest(server)
{
    static readonly DateOnly February = new(2026, 2, 1);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    PostgresRetention Retention => new(Writer, TimeProvider.System);

    [Fact]
    public async Task Months_before_the_cutoff_go_the_oldest_first_and_the_others_stay()
    {
        await AppendMonthsAsync(-26, -2, -1, 0, 1);
        Assert.Equal(new(2023, 12, 1), (await Retention.DropOldestMonthAsync(February, default))!.Month);
        Assert.Equal(new(2025, 12, 1), (await Retention.DropOldestMonthAsync(February, default))!.Month);
        Assert.Equal(new(2026, 1, 1), (await Retention.DropOldestMonthAsync(February, default))!.Month);
        Assert.Null(await Retention.DropOldestMonthAsync(February, default));
        Assert.Equal(["e0", "e1"], await ColumnAsync<string>("select event_id from events order by 1"));
        Assert.Null(await ScalarAsync<string?>("select to_regclass('events_2026_01')::text"));
    }

    [Fact]
    public async Task Workers_that_run_at_once_drop_each_month_once()
    {
        await AppendMonthsAsync([.. Enumerable.Range(-12, 13)]);
        var dropped = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var mine = new List<DateOnly>();
            var retention = new PostgresRetention(NewWriter(), TimeProvider.System);
            while (await retention.DropOldestMonthAsync(February, default) is { } month) mine.Add(month.Month);
            return mine;
        }));
        Assert.Equal(Enumerable.Range(-12, 12).Select(month => February.AddMonths(month)), dropped.SelectMany(mine => mine).Order());
    }

    [Fact]
    public async Task Rollups_before_the_cutoff_go_folded_or_not_and_what_is_left_agrees_with_the_events()
    {
        await AppendMonthsAsync(-3, -2, 0);
        var rollups = new PostgresRollups(Writer, new RollupOptions(), TimeProvider.System);
        await rollups.FoldAsync(default);
        await AppendMonthsAsync(-1, 1);
        while (await Retention.DropOldestMonthAsync(February, default) is not null) { }
        Assert.Equal((2 * RollupGrains.Everywhere.Length) + 1, await Retention.DeleteRollupsAsync(February, default)); // each grain of two months, a delta of one
        Assert.Equal(0, await Retention.DeleteRollupsAsync(February, default));
        await rollups.FoldAsync(default);
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Deleting_rollups_and_folding_at_once_leave_nothing_old_and_lose_nothing_new()
    {
        var rollups = new PostgresRollups(NewWriter(), new RollupOptions { FoldEventLimit = 100, MergeThreshold = 2 }, TimeProvider.System);
        for (var round = 0; round < 10; round++)
        {
            await Store.AppendAsync([.. Some.Events(200, $"old{round}_", at: Some.Noon.AddMonths(-2)), .. Some.Events(200, $"new{round}_")], default);
            await Task.WhenAll(FoldAllAsync(rollups), Retention.DeleteRollupsAsync(February, default));
        }

        await FoldAllAsync(rollups);
        await Retention.DeleteRollupsAsync(February, default);
        await Retention.DropOldestMonthAsync(February, default);
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task The_ledger_keeps_what_it_counted_and_a_late_event_of_a_dropped_month_is_stored_until_the_next_run()
    {
        await AppendMonthsAsync(-1, 0);
        await Retention.DropOldestMonthAsync(February, default);
        var late = Some.Event("late", at: Some.Noon.AddMonths(-1));
        Assert.Equal(1, (await Store.AppendAsync([late], default)).Inserted);

        var ledger = new PostgresLedger(Reader, Postgres);
        Assert.Equal((3, 3, 0L), await BalanceAsync());
        Assert.Equal(new(2026, 1, 1), (await Retention.DropOldestMonthAsync(February, default))!.Month);
        Assert.Equal((3, 3, 0L), await BalanceAsync());
        Assert.Equal(1, await StoredAsync());

        async Task<(long Received, long Stored, long InFlight)> BalanceAsync()
        {
            var balance = await ledger.ReadAsync("acc_1", default);
            return (balance.Received, balance.Stored, balance.InFlight);
        }
    }

    [Fact]
    public async Task Events_of_months_that_are_dropped_without_a_pause_are_stored_each_time()
    {
        const int Rounds = 20;
        using var stopping = new CancellationTokenSource();
        var dropping = Task.Run(async () =>
        {
            var retention = new PostgresRetention(NewWriter(), TimeProvider.System);
            while (!stopping.IsCancellationRequested) await retention.DropOldestMonthAsync(February, default);
        });
        for (var round = 0; round < Rounds; round++)
        {
            var old = Enumerable.Range(-12, 12).Select(month => Some.Event($"e{round}", at: Some.Noon.AddMonths(month)));
            Assert.Equal(12, (await Store.AppendAsync([.. old], default)).Inserted);
        }

        await stopping.CancelAsync();
        await dropping;
        Assert.Equal(Rounds * 12L, (await new PostgresLedger(Reader, Postgres).ReadAsync("acc_1", default)).Stored);
    }

    [Fact]
    public async Task Whoever_reads_is_not_broken_off_and_those_behind_wait_but_a_moment()
    {
        await AppendMonthsAsync(-1, 0);
        await using var reading = await Postgres.OpenConnectionAsync();
        await reading.ExecuteAsync("begin; select * from events");
        var dropping = Retention.DropOldestMonthAsync(February, default);
        await WaitingBackendAsync();

        // Behind the drop, which waits for the reader: they go on when it gives up for now.
        await Store.AppendAsync(Some.Events(5, "meanwhile"), default).WaitAsync(Patience);
        Assert.False(dropping.IsCompleted);
        Assert.Equal(7, await reading.ExecuteScalarAsync<long>("select count(*) from events"));

        await reading.ExecuteAsync("commit");
        Assert.Equal(new(2026, 1, 1), (await dropping.WaitAsync(Patience))!.Month);
        Assert.Equal(6, await StoredAsync());
    }

    async Task AppendMonthsAsync(params int[] months) =>
        await Store.AppendAsync([.. months.Select(month => Some.Event($"e{month}", at: Some.Noon.AddMonths(month)))], default);

    static async Task FoldAllAsync(PostgresRollups rollups)
    {
        while (await rollups.FoldAsync(default) > 0) { }
    }
}
