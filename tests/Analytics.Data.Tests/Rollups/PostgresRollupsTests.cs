using Analytics.Data.Selections;
using Analytics.Data.Rollups;
using Analytics.Data.Summaries;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Rollups;

public sealed class PostgresRollupsTests(PostgresServer server) : DatabaseTest(server)
{
    readonly ManualClock clock = new(Some.Noon.AddDays(3));

    [Fact]
    public async Task Every_step_of_folding_and_settling_leaves_the_counts_as_they_were()
    {
        var rollups = Rollups(new() { MergeThreshold = 3, FoldEventLimit = 150 });
        var random = new Random(20);
        for (var round = 0; round < 12; round++)
        {
            await Store.AppendAsync(Some.RandomEvents(random, 200, $"round_{round}_"), default);
            await AssertRollupsAgreeAsync();
            Assert.True(await rollups.FoldAsync(default) > 0);
            await AssertRollupsAgreeAsync();
            clock.Advance(TimeSpan.FromSeconds(20));
            await rollups.SettleAsync(default);
            await AssertRollupsAgreeAsync();
        }

        await FoldAllAsync(rollups);
        await AssertRollupsAgreeAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await SettleAllAsync(rollups);
        await AssertRollupsAgreeAsync();
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from rollups where level < 100"));
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from (select from rollups group by account_id, grain, starts_at having count(*) > 1) as several"));
    }

    [Fact]
    public async Task What_waits_is_told_and_is_nothing_after_a_fold()
    {
        var rollups = Rollups(new());
        Assert.Equal((0, 0), await rollups.WaitingAsync(default));
        Assert.Equal(0, await rollups.FoldAsync(default));
        await Store.AppendAsync([Some.Event("1"), Some.Event("2"), Some.Event("3", at: Some.Noon.AddHours(1))], default);
        Assert.Equal((2, 3), await rollups.WaitingAsync(default));
        Assert.Equal(4, await rollups.FoldAsync(default)); // two hours, six hours, one day
        Assert.Equal((0, 0), await rollups.WaitingAsync(default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_fold_takes_no_more_than_its_limit_give_or_take_a_delta()
    {
        var rollups = Rollups(new() { FoldEventLimit = 25 });
        for (var i = 0; i < 10; i++) await Store.AppendAsync(Some.Events(10, $"{i}_"), default);
        await rollups.FoldAsync(default);
        Assert.Equal((7, 70), await rollups.WaitingAsync(default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Events_with_long_names_fill_a_fold_sooner()
    {
        var rollups = Rollups(new() { FoldEventLimit = 25 });
        for (var i = 0; i < 10; i++) await Store.AppendAsync([Some.Event($"{i}", path: $"/{i}/{new string('x', 1_000)}")], default);
        await rollups.FoldAsync(default);
        Assert.Equal((7, 7), await rollups.WaitingAsync(default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Chunks_of_a_level_are_merged_as_soon_as_there_are_so_many_and_that_may_fill_the_next_level()
    {
        var rollups = Rollups(new() { MergeThreshold = 2 });
        // As in counting in binary: after n folds a chunk stands for each bit of n.
        string[] levels = ["1", "2", "1,2", "3", "1,3", "2,3", "1,2,3", "4", "1,4"];
        for (var n = 0; n < levels.Length; n++)
        {
            await Store.AppendAsync(Some.Events(5, $"{n}_"), default);
            await rollups.FoldAsync(default);
            foreach (var grain in (string[])["hour", "six_hours", "day"])
                Assert.Equal(levels[n], await ScalarAsync<string>($"select string_agg(level::text, ',' order by level) from rollups where grain = '{grain}'"));
            await AssertRollupsAgreeAsync();
        }
    }

    [Fact]
    public async Task One_that_finds_another_folding_leaves_it_to_that_one()
    {
        await Store.AppendAsync(Some.Events(5), default);
        var rollups = Rollups(new() { SettleAfter = TimeSpan.Zero });
        await rollups.FoldAsync(default);
        await Store.AppendAsync(Some.Events(5, "more_"), default);
        clock.Advance(TimeSpan.FromDays(1));
        await using (await HoldAsync("rollups"))
        {
            var first = rollups.FoldAsync(default);
            await WaitingBackendAsync();
            var other = new PostgresRollups(NewWriter(), new RollupOptions(), clock);
            Assert.Equal(0, await other.FoldAsync(default));
            Assert.Equal(0, await other.SettleAsync(default));
            Assert.False(first.IsCompleted);
        }

        await Eventually.EqualAsync((0L, 0L), () => rollups.WaitingAsync(default), "the first finishes");
        await AssertRollupsAgreeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fold_that_dies_in_the_middle_has_changed_nothing(bool settling)
    {
        var rollups = Rollups(new() { SettleAfter = TimeSpan.Zero });
        await Store.AppendAsync(Some.RandomEvents(new Random(21), 300), default);
        if (settling) await rollups.FoldAsync(default);
        clock.Advance(TimeSpan.FromDays(1));
        var before = await ContentAsync();

        // Only writers wait for this lock: the fold stands between taking out and putting in, or at the first.
        await using var holder = await Postgres.OpenConnectionAsync();
        await holder.ExecuteAsync("begin; lock table rollups in share mode");
        Task<int> dies = settling ? rollups.SettleAsync(default) : rollups.FoldAsync(default);
        await holder.ExecuteAsync($"select pg_terminate_backend({await WaitingBackendAsync()})");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => dies);
        await holder.ExecuteAsync("rollback");

        Assert.Equal(before, await ContentAsync());
        Assert.True(await (settling ? rollups.SettleAsync(default) : rollups.FoldAsync(default)) > 0);
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Workers_that_append_and_fold_beside_one_another_never_change_an_answer()
    {
        await Store.AppendAsync(Some.Events(50), default); // the partition
        using var done = new CancellationTokenSource();
        var appends = Task.WhenAll(Enumerable.Range(0, 2).Select(worker => Task.Run(async () =>
        {
            var (store, random) = (NewStore(), new Random(30 + worker));
            for (var batch = 0; batch < 40; batch++)
                await store.AppendWithRetryAsync(Some.RandomEvents(random, 60, batch % 4 == 3 ? "shared_" : $"{worker}_{batch}_", days: 2));
        })));
        var folders = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var rollups = new PostgresRollups(NewWriter(), new RollupOptions { MergeThreshold = 2, FoldEventLimit = 200, SettleAfter = TimeSpan.Zero }, TimeProvider.System);
            while (!done.IsCancellationRequested)
            {
                await rollups.FoldAsync(default);
                await rollups.SettleAsync(default);
            }
        })).ToList();
        var reader = Task.Run(async () =>
        {
            var summaries = new PostgresSummaries(Reader, TimeProvider.System);
            var all = new SelectedEvents(null, Some.Noon.AddDays(-30), Some.Noon.AddDays(30).AddMinutes(7));
            while (!done.IsCancellationRequested)
            {
                await AssertRollupsAgreeAsync();
                var before = await StoredAsync();
                var summary = await summaries.ReadAsync(all, default);
                Assert.InRange(summary.Events, before, await StoredAsync());
            }
        });

        await appends;
        await done.CancelAsync();
        await Task.WhenAll([.. folders, reader]);
        await AssertRollupsAgreeAsync();
        await FoldAllAsync(Rollups(new()));
        await AssertRollupsAgreeAsync();
        Assert.Equal(0, await ScalarAsync<long>("select count(*) from rollup_deltas"));
    }

    PostgresRollups Rollups(RollupOptions options) => new(Writer, options, clock);

    static async Task FoldAllAsync(PostgresRollups rollups)
    {
        while (await rollups.FoldAsync(default) > 0) { }
    }

    static async Task SettleAllAsync(PostgresRollups rollups)
    {
        while (await rollups.SettleAsync(default) > 0) { }
    }

    Task<List<string>> ContentAsync() =>
        ColumnAsync<string>("select rollup_deltas::text from rollup_deltas union all select rollups::text from rollups order by 1");
}
