using Analytics.Data.Events;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Events;

public sealed class PostgresEventStoreTests(PostgresServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task Every_column_is_stored_as_given()
    {
        var received = new DateTime(2026, 2, 1, 12, 0, 0, 123, 456, DateTimeKind.Utc);
        var occurred = new DateTime(2026, 1, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc);
        await Store.AppendAsync(
            [Some.Event("évt/1", "acc 'ö\"", "用户\U0001F600", "zahlung\\", occurred, "/a?b=ü#c", """{"z":1.50,"a":["x",null,true],"ü":"\"'\\"}""") with { ReceivedAt = received }],
            default);

        await using var connection = await Postgres.OpenConnectionAsync();
        var row = await connection.QuerySingleAsync<StoredEvent>(
            """
            select account_id as AccountId, event_id as EventId, user_id as UserId, type, occurred_at as OccurredAt, received_at as ReceivedAt,
              occurred_on::text as OccurredOn, path, metadata::text as Metadata
            from events
            """);
        Assert.Equal(
            new StoredEvent(
                "acc 'ö\"", "évt/1", "用户\U0001F600", "zahlung\\", occurred, received, "2026-01-31", "/a?b=ü#c", """{"a": ["x", null, true], "z": 1.50, "ü": "\"'\\"}"""),
            row);
    }

    [Fact]
    public async Task No_path_and_no_metadata_are_null_and_count_in_no_path()
    {
        await Store.AppendAsync([Some.Event()], default);
        Assert.Equal(1, await ScalarAsync<long>("select count(*) from events where path is null and metadata is null"));
        Assert.Equal(0, await ScalarAsync<long>("select length(paths) from rollup_deltas"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task No_rows_are_no_work() => Assert.Equal(default, await Store.AppendAsync([], default));

    [Fact]
    public async Task A_batch_that_comes_again_changes_nothing()
    {
        var rows = Some.RandomEvents(new Random(1), 500);
        Assert.Equal(new AppendResult(500, 500), await Store.AppendAsync(rows, default));
        var before = await ContentAsync();

        Assert.Equal(new AppendResult(500, 0), await Store.AppendAsync(rows, default)); // COPY meets a known key
        Assert.Equal(new AppendResult(500, 0), await Store.AppendAsync(rows, default)); // merged from the start
        Assert.Equal(new AppendResult(500, 0), await NewStore().AppendAsync(rows, default)); // another worker

        Assert.Equal(before, await ContentAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Of_several_rows_with_one_key_the_first_is_stored()
    {
        var result = await Store.AppendAsync([Some.Event("a", type: "first"), Some.Event("b"), Some.Event("a", type: "second"), Some.Event("a", type: "third")], default);
        Assert.Equal(new AppendResult(4, 2), result);
        Assert.Equal(2, result.Duplicates);
        Assert.Equal("first", await ScalarAsync<string>("select type from events where event_id = 'a'"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Of_a_batch_that_is_known_in_half_the_other_half_is_stored_and_counted()
    {
        var rows = Some.RandomEvents(new Random(2), 1_000);
        await Store.AppendAsync([.. rows.Where((_, i) => i % 2 == 0)], default);
        Assert.Equal(new AppendResult(1_000, 500), await Store.AppendAsync(rows, default));
        Assert.Equal(1_000, await StoredAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task An_id_is_its_accounts_and_its_days_own()
    {
        await Store.AppendAsync([Some.Event(), Some.Event(account: "acc_2"), Some.Event(at: Some.Noon.AddDays(1))], default);
        Assert.Equal(3, await StoredAsync());
        Assert.Equal(new AppendResult(1, 0), await Store.AppendAsync([Some.Event(at: Some.Noon.AddHours(3), type: "other")], default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_large_batch_over_many_months_is_stored()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => Some.Event($"evt_{i}", $"acc_{i % 50}", $"user_{i % 999}", at: Some.Noon.AddDays(-(i % 700)))).ToList();
        Assert.Equal(new AppendResult(20_000, 20_000), await Store.AppendAsync(rows, default));
        Assert.Equal(new AppendResult(20_000, 0), await Store.AppendAsync(rows, default));
        Assert.Equal(20_000, await StoredAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Batches_with_and_without_known_rows_by_turns_are_counted_once()
    {
        var random = new Random(3);
        var keys = new HashSet<int>();
        for (var batch = 0; batch < 80; batch++)
        {
            // Runs of new rows are long enough that COPY is trusted again in between.
            var fresh = batch % 25 != 0;
            var ids = Enumerable.Range(0, 20).Select(i => fresh ? (batch * 20) + i : random.Next((batch * 20) + 20)).ToList();
            var expected = ids.Count(keys.Add);
            var result = await Store.AppendAsync([.. ids.Select(id => Some.Event($"{id}", user: $"user_{id % 9}", at: Some.Noon.AddMinutes(id)))], default);
            Assert.Equal(new AppendResult(20, expected), result);
        }

        Assert.Equal(keys.Count, await StoredAsync());
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Four_workers_with_overlapping_batches_store_and_count_each_event_once()
    {
        var all = Some.RandomEvents(new Random(4), 4_000, days: 60);
        var inserted = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var (random, store, sum) = (new Random(100 + worker), NewStore(), 0);
            var mine = all.Where(_ => random.Next(4) < 3).ToArray();
            random.Shuffle(mine);
            foreach (var batch in mine.Chunk(150)) sum += (await store.AppendWithRetryAsync(batch)).Inserted;
            return sum;
        })));
        var rest = await Store.AppendWithRetryAsync(all);

        Assert.Equal(4_000, inserted.Sum() + rest.Inserted);
        Assert.Equal(4_000, await StoredAsync());
        await AssertRollupsAgreeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_dies_between_the_rows_and_their_counts_leaves_neither(bool merging)
    {
        await Store.AppendAsync(Some.Events(3, "before_"), default);
        if (merging) await Store.AppendAsync(Some.Events(3, "before_"), default);
        await using (await HoldAsync("rollup_deltas"))
        {
            var append = Store.AppendAsync(Some.Events(100), default);
            await ExecuteAsync($"select pg_terminate_backend({await WaitingBackendAsync()})");
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => append);
        }

        Assert.Equal(3, await StoredAsync());
        await AssertRollupsAgreeAsync();
        Assert.Equal(new AppendResult(100, 100), await Store.AppendAsync(Some.Events(100), default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task An_append_that_is_cancelled_leaves_nothing()
    {
        await Store.AppendAsync(Some.Events(3, "before_"), default);
        using var cancel = new CancellationTokenSource();
        await using (await HoldAsync("rollup_deltas"))
        {
            var append = Store.AppendAsync(Some.Events(100), cancel.Token);
            await WaitingBackendAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        Assert.Equal(3, await StoredAsync());
        Assert.Equal(new AppendResult(100, 100), await Store.AppendAsync(Some.Events(100), default));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task Connections_that_die_at_any_moment_leave_whole_batches_or_none()
    {
        var random = new Random(5);
        for (var round = 0; round < 12; round++)
        {
            var rows = Some.Events(1_500, $"round_{round}_", at: Some.Noon.AddHours(round));
            var append = Task.Run(() => Store.AppendAsync(rows, default));
            for (var spins = random.Next(12); spins > 0 && !append.IsCompleted; spins--) await ScalarAsync<int>("select 1");
            await ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'analytics-worker' and datname = current_database()");
            var stored = await OutcomeAsync(append);
            var there = await ScalarAsync<long>($"select count(*) from events where event_id like 'round\\_{round}\\_%'");
            Assert.True(there == 1_500 || (there == 0 && !stored), $"{there} rows"); // a failure may hide a commit, never the other way round
            await AssertRollupsAgreeAsync();

            await Eventually.TrueAsync(() => OutcomeAsync(Store.AppendAsync(rows, default)), "an append succeeds");
            Assert.Equal((round + 1) * 1_500L, await StoredAsync());
        }

        await AssertRollupsAgreeAsync();
    }

    static async Task<bool> OutcomeAsync(Task<AppendResult> append)
    {
        try
        {
            await append;
            return true;
        }
        catch (Exception died) when (died is NpgsqlException or IOException)
        {
            return false;
        }
    }

    Task<List<string>> ContentAsync() => ColumnAsync<string>(
        "select events::text from events union all select rollup_deltas::text from rollup_deltas union all select rollups::text from rollups order by 1");

    sealed record StoredEvent(
        string AccountId, string EventId, string UserId, string Type, DateTime OccurredAt, DateTime ReceivedAt, string OccurredOn, string? Path, string? Metadata);
}
