using System.Net;
using Analytics.EndToEnd.Tests.Systems;
using Npgsql;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>PostgreSQL is there and does not do what it is asked: no event is to blame for it, so all of them wait.</summary>
public sealed class PostgresRefusalTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(20);

    // A batch in hand has 15 s to end, and the whole of leaving 30 s.
    static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Backends_terminated_again_and_again_lose_nothing_and_set_nothing_aside()
    {
        await using var load = new SteadyLoad(System);
        await using (var admin = await AdminAsync())
        {
            for (var round = 0; round < 40; round++)
            {
                await load.AcceptsMoreAsync(50);
                await TerminateAsync(admin);
                if (round % 4 == 0) await Reads.AreAnsweredAsync(Client);
            }
        }

        load.Heals();
        await load.AcceptsMoreAsync(500);
        await Reads.AreBackAsync(Client);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task A_database_that_is_read_only_makes_batches_wait_and_is_not_asked_without_pause()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        var logs = System.Workers.Select(worker => new FileInfo(worker.Log).Length).ToList();
        await System.Postgres.ExecuteAsync("alter system set default_transaction_read_only = on");
        await System.Postgres.ExecuteAsync("select pg_reload_conf()");
        try
        {
            await WorkersAreUnreadyAsync();
            await load.AcceptsMoreAsync(10_000);
            await Reads.AreBackAsync(Client); // reading needs no more than that
        }
        finally
        {
            await System.Postgres.ExecuteAsync("alter system reset default_transaction_read_only");
            await System.Postgres.ExecuteAsync("select pg_reload_conf()");
        }

        load.Heals();
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
        foreach (var (worker, before) in System.Workers.Zip(logs)) Assert.InRange(LinesSince(worker, before, "PostgreSQL is lost"), 1, 3);
    }

    [Fact]
    public async Task A_database_without_a_connection_left_is_503_for_readers_and_makes_batches_wait()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(500);
        var taken = new List<NpgsqlConnection> { await AdminAsync() };
        try
        {
            await TakeEveryConnectionAsync(taken);
            await WorkersAreUnreadyAsync();
            await Reads.AreAwayAsync(Client);
            await load.AcceptsMoreAsync(5_000);
        }
        finally
        {
            foreach (var connection in taken) await connection.DisposeAsync();
        }

        load.Heals();
        await Reads.AreBackAsync(Client);
        await load.AcceptsMoreAsync(500);
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    [Fact]
    public async Task A_table_that_is_locked_for_long_is_503_for_readers_and_workers_give_their_messages_back()
    {
        await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));
        var impatient = (await System.AddWorkersAsync(
            1, ("ConnectionStrings__Postgres", $"{System.Postgres.ConnectionString};Command Timeout=2"), ("Ingest__HoldTimeLimit", "00:00:02")))[0];
        await using var load = new SteadyLoad(System);
        try
        {
            await load.AcceptsMoreAsync(500);
            await using (await HeldTable.HoldAsync(System.Postgres.ConnectionString, "events"))
            {
                await Soon.IsAsync(() => Task.FromResult(LinesSince(impatient, 0, "the queue is left")), lines => lines > 0, "the worker leaves the queue", LeaveLimit);
                (await Client.GetAsync($"/accounts/{load.Account}/summary?from={Some.From}&to=2026-02-01T11:30:00Z")).Must(HttpStatusCode.ServiceUnavailable);
                await load.AcceptsMoreAsync(5_000);
            }

            load.Heals();
            await load.AcceptsMoreAsync(500);
            await load.StopAndFindAllStoredOnceAsync();
            Assert.Empty(load.Refused);
        }
        finally
        {
            await System.RemoveWorkerAsync(impatient);
        }
    }

    async Task WorkersAreUnreadyAsync()
    {
        foreach (var worker in System.Workers)
            await Soon.IsAsync(worker.HealthAsync, health => health == HttpStatusCode.ServiceUnavailable, "the worker is not ready", NoticeLimit);
    }

    static int LinesSince(HostProcess worker, long before, string words)
    {
        using var log = new FileStream(worker.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        log.Position = before;
        using var lines = new StreamReader(log);
        return lines.ReadToEnd().Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal));
    }

    /// <summary>
    /// Until all are in these hands: a connection that is just being made or given up has its place already, or still, while
    /// <c>pg_stat_activity</c> does not show it.
    /// </summary>
    async Task TakeEveryConnectionAsync(List<NpgsqlConnection> taken)
    {
        await using var all = new NpgsqlCommand("select current_setting('max_connections')::int", taken[0]);
        var limit = (int)(await all.ExecuteScalarAsync())!;
        using var patience = new CancellationTokenSource(NoticeLimit);
        while (taken.Count < limit)
        {
            patience.Token.ThrowIfCancellationRequested();
            await TerminateAsync(taken[0]);
            while (await TryAdminAsync() is { } another) taken.Add(another);
        }
    }

    /// <summary>Ends every connection of our programs.</summary>
    static async Task TerminateAsync(NpgsqlConnection admin)
    {
        await using var terminate = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'analytics-%' and pid <> pg_backend_pid()", admin);
        await terminate.ExecuteNonQueryAsync();
    }

    async Task<NpgsqlConnection> AdminAsync()
    {
        var connection = new NpgsqlConnection($"{System.Postgres.ConnectionString};Pooling=false;Application Name=admin");
        await connection.OpenAsync();
        return connection;
    }

    async Task<NpgsqlConnection?> TryAdminAsync()
    {
        try
        {
            return await AdminAsync();
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return null;
        }
    }
}
