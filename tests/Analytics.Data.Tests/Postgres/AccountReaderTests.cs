using Analytics.Data.Postgres;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Postgres;

public sealed class AccountReaderTests(PostgresServer server) : DatabaseTest(server)
{
    const string View = "own_events";
    const string Unfiltered = "select distinct account_id from events order by 1";

    /// <summary>Those in which a reader finds raw rows: the table under its policy, and the view that says the same itself (0014).</summary>
    public static TheoryData<string> Rows => ["events", View];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_statement_without_a_filter_sees_the_rows_of_its_own_account_and_no_others(string rows)
    {
        var unfiltered = $"select distinct account_id from {rows} order by 1";
        await StoreTwoAccountsAsync();
        Assert.Equal(["acc_1"], await AskAsync(Reader, "acc_1", unfiltered));
        Assert.Equal(["acc_2"], await AskAsync(Reader, "acc_2", unfiltered));
        Assert.Empty(await AskAsync(Reader, "acc_3", unfiltered));
        Assert.Empty(await AskAsync(Reader, "", unfiltered));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_filter_for_another_account_finds_nothing(string rows)
    {
        await StoreTwoAccountsAsync();
        Assert.Empty(await AskAsync(Reader, "acc_1", $"select event_id from {rows} where account_id = 'acc_2' or true = (account_id = 'acc_2')"));
    }

    [Fact]
    public async Task Without_an_account_the_reader_sees_zero_rows_of_every_table_also_on_a_connection_that_had_one()
    {
        await FillEveryTableAsync();
        await using var source = NpgsqlDataSource.Create(SmallPool(1));
        var reader = new AccountReader(source, source);
        Assert.Equal(["acc_1"], await AskAsync(reader, "acc_1", Unfiltered));

        await using var connection = await source.OpenConnectionAsync();
        Assert.Equal("analytics_reader", await connection.ExecuteScalarAsync<string>("select current_user"));
        foreach (var table in await ReadTablesAsync()) Assert.Equal((table, 0), (table, await connection.ExecuteScalarAsync<long>($"select count(*) from {table}")));
    }

    [Fact]
    public async Task Of_every_table_the_reader_sees_the_rows_of_its_own_account_and_no_others()
    {
        await FillEveryTableAsync();
        foreach (var table in await ReadTablesAsync())
        {
            var unfiltered = $"select distinct account_id from {table} order by 1";
            Assert.Equal([table, "acc_1"], [table, .. await AskAsync(Reader, "acc_1", unfiltered)]);
            Assert.Equal([table], [table, .. await AskAsync(Reader, "acc_3", unfiltered)]);
        }
    }

    [Fact]
    public async Task Only_who_asks_for_all_accounts_sees_all()
    {
        await StoreTwoAccountsAsync();
        Assert.Equal(["acc_1", "acc_2"], await AskAsync(Reader, null, Unfiltered));
    }

    [Theory]
    [InlineData("acc_1")]
    [InlineData(null)]
    public async Task Connections_that_ended_in_the_pool_are_no_readers_fault(string? account)
    {
        await StoreTwoAccountsAsync();
        foreach (var connection in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Reader.OpenAsync(account, default)))) await connection.DisposeAsync();
        await ExecuteAsync("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        for (var reading = 0; reading < 3; reading++) Assert.Contains("acc_1", await AskAsync(Reader, account, Unfiltered));
    }

    [Theory]
    [InlineData(DatabaseRole.Reader)]
    [InlineData(DatabaseRole.Overseer)]
    public async Task Neither_role_of_the_reading_side_may_write(string role)
    {
        await StoreTwoAccountsAsync();
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Options = role, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        Assert.Empty(await connection.QueryAsync<string>(
            """
            select c.relname from pg_class c
            where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
              and has_table_privilege(c.oid, 'insert, update, delete, truncate')
            """));
        foreach (var rows in (string[])["events", View]) // which is the overseer's own, and no way to what is not
        {
            await connection.ExecuteAsync("begin read write; select set_config('analytics.account_id', 'acc_1', true)");
            Assert.NotEqual(0, await connection.ExecuteScalarAsync<long>($"select count(*) from {rows}"));
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync($"delete from {rows}"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            await connection.ExecuteAsync("rollback");
        }

        Assert.Equal(2, await StoredAsync());
    }

    [Fact]
    public async Task A_thousand_interleaved_questions_of_two_accounts_over_three_connections_never_see_one_another()
    {
        await StoreTwoAccountsAsync();
        await using var source = NpgsqlDataSource.Create(SmallPool(3));
        var reader = new AccountReader(source, source);
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async i =>
        {
            var account = $"acc_{1 + (i % 2)}";
            if (i % 7 == 0) return (account: "", seen: await AskWithoutAccountAsync(source));
            if (i % 11 == 0) await FailAsync(reader, account); // a transaction that is left broken
            return (account, seen: await AskAsync(reader, account, Unfiltered));
        }));
        Assert.All(answers, answer => Assert.Equal(answer.account.Length == 0 ? [] : [answer.account], answer.seen));
    }

    [Fact]
    public async Task Every_table_with_an_account_forces_row_security_on_its_owner_too()
    {
        await StoreTwoAccountsAsync();
        var tables = await AccountTablesAsync("");
        Assert.Contains("events", tables);
        Assert.Contains("events_2026_02", tables);
        Assert.Equal(tables, await AccountTablesAsync("and c.relrowsecurity and c.relforcerowsecurity"));
    }

    [Fact]
    public async Task The_reader_may_read_tables_with_a_policy_and_the_view_of_its_own_events_only_and_no_month_by_itself()
    {
        await StoreTwoAccountsAsync();
        Assert.Equal(
            ["own_events"],
            await ColumnAsync<string>(
                """
                select c.relname from pg_class c
                where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace = 'public'::regnamespace
                  and has_table_privilege('analytics_reader', c.oid, 'select')
                  and not exists (select from pg_policy p where p.polrelid = c.oid)
                """));
        Assert.False(await ScalarAsync<bool>("select has_table_privilege('analytics_reader', 'events_2026_02', 'select')"));
    }

    async Task StoreTwoAccountsAsync() => await Store.AppendAsync([Some.Event("1", "acc_1"), Some.Event("2", "acc_2")], default);

    /// <summary>Rows of two accounts in each table of which the reader may read any; the store itself writes to some of them.</summary>
    async Task FillEveryTableAsync()
    {
        await StoreTwoAccountsAsync();
        foreach (var account in (string[])["acc_1", "acc_2"])
        {
            await ExecuteAsync(
                $"""
                insert into rollups (account_id, grain, starts_at, level, folded_at, events, names, types, users, paths)
                values ('{account}', 'hour', now(), 1, now(), 1, 0, '', '', '');
                insert into ledger (account_id, received_on_bus, stored, duplicates, set_aside) values ('{account}', 0, 1, 0, 0);
                insert into received_events (account_id, process_id, events, updated_at) values ('{account}', gen_random_uuid(), 1, now());
                insert into set_aside_events
                  (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes,
                   occurred_at, received_at, first_failed_at, last_failed_at, attempts)
                values ('{account}', 'e', '22P02', 'refused', '', '', '', '', now(), now(), now(), now(), 1);
                """);
        }

        foreach (var table in await ReadTablesAsync())
        {
            if (table != View) Assert.Equal([table, "acc_1", "acc_2"], [table, .. await ColumnAsync<string>($"select distinct account_id from {table} order by 1")]);
        }
    }

    /// <summary>The tables with an account that the reader may read, and the view.</summary>
    async Task<List<string>> ReadTablesAsync() => [.. await AccountTablesAsync("and not c.relispartition and c.relname <> 'api_keys'"), View];

    string SmallPool(int connections) => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MaxPoolSize = connections,
        NoResetOnClose = true,
        Options = DatabaseRole.Reader,
    }.ConnectionString;

    Task<List<string>> AccountTablesAsync(string condition) => ColumnAsync<string>(
        $"""
        select c.relname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace {condition}
        order by 1
        """);

    static async Task<List<string>> AskAsync(AccountReader reader, string? account, string sql)
    {
        await using var connection = await reader.OpenAsync(account, default);
        return (await connection.QueryAsync<string>(sql)).AsList();
    }

    static async Task<List<string>> AskWithoutAccountAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(Unfiltered)).AsList();
    }

    static async Task FailAsync(AccountReader reader, string account)
    {
        await using var connection = await reader.OpenAsync(account, default);
        await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("select 1 / 0"));
    }
}
