using Analytics.Load.Events;
using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>When the last row was seen.</summary>
/// <param name="VisibleAt">The clock's timestamp at which the last count was asked for: every row was there by then.</param>
/// <param name="BacklogAtStart">Events that were accepted and not yet rows when the waiting began.</param>
/// <param name="Rows">Rows at the end.</param>
sealed record Drained(long VisibleAt, long BacklogAtStart, long Rows);

/// <summary>The benchmark's rows in the real table: waits for them, counts them, deletes them.</summary>
sealed class StoredEvents(NpgsqlDataSource database, TimeProvider clock)
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Waiting ends when nothing has been stored for so long.</summary>
    public static readonly TimeSpan StandstillLimit = TimeSpan.FromSeconds(30);

    static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    /// <exception cref="BenchFailedException">The table is not there, or its rows are hidden from this user.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand(
                "select to_regclass('events') is not null, coalesce(row_security_active(to_regclass('events')::oid), false)");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            if (!reader.GetBoolean(0))
                throw new BenchFailedException("The database has no table 'events'. Is this the system's database, and is it migrated?");
            if (reader.GetBoolean(1))
                throw new BenchFailedException("Row-level security hides rows of 'events' from this database user. Use the one that owns the table.");
        }
        catch (NpgsqlException e)
        {
            throw new BenchFailedException($"PostgreSQL cannot be asked: {e.Message}", e);
        }
    }

    /// <summary>
    /// Deletes the accounts' rows at the end of a run, however that ended: of one that did not finish, events may still be on their way, and
    /// are waited for. Says what is left when PostgreSQL does not let it; that is no fault of the run.
    /// </summary>
    public async Task CleanUpAsync(string[] accounts, string rows, bool isFinished, Action<string> say)
    {
        try
        {
            say($"Deleting {rows}.");
            if (!isFinished) await WaitForStandstillAsync(accounts, CancellationToken.None);
            await DeleteAsync(accounts, CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            say($"Some of {rows} are left: {e.Message}");
        }
    }

    /// <summary>
    /// Waits until the accounts have so many rows. Counting half a million rows takes the database a tenth of a second that it
    /// would rather use for storing, so it looks for the latest events by key first and counts when these are there.
    /// </summary>
    public async Task<Drained> WaitAsync(string[] accounts, long expected, IReadOnlyList<MadeEvent> latest, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var asked = started;
        var rows = await CountAsync(accounts, cancellation);
        var backlog = expected - rows;
        var progressed = clock.GetTimestamp();
        var latestSeen = latest.Count == 0;
        long seen = 0;
        while (rows < expected && clock.GetElapsedTime(progressed) < StandstillLimit && clock.GetElapsedTime(started) < DrainLimit)
        {
            await Task.Delay(PollInterval, clock, cancellation);
            if (!latestSeen)
            {
                var now = await CountAsync(latest, cancellation);
                latestSeen = now >= latest.Count;
                if (now > seen)
                    progressed = clock.GetTimestamp();
                seen = now;

                // They may be missing because they are lost, or because the queue is long: a count a few seconds tells.
                if (!latestSeen && clock.GetElapsedTime(asked) < TimeSpan.FromSeconds(5))
                    continue;
            }

            asked = clock.GetTimestamp();
            var counted = await CountAsync(accounts, cancellation);
            if (counted > rows)
                progressed = clock.GetTimestamp();
            rows = counted;
        }

        return new Drained(asked, backlog, rows);
    }

    /// <summary>
    /// Waits until nothing more is stored for the accounts, at most a minute: what an interrupted run left in the queue would
    /// otherwise become rows after these were deleted.
    /// </summary>
    async Task WaitForStandstillAsync(string[] accounts, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var before = -1L;
        while (await CountAsync(accounts, cancellation) is var rows && rows != before && clock.GetElapsedTime(started) < TimeSpan.FromMinutes(1))
        {
            before = rows;
            await Task.Delay(TimeSpan.FromSeconds(2), clock, cancellation);
        }
    }

    /// <summary>Deletes every row that carries one of the accounts, in every table beside <c>events</c> too, and cleans up behind it.</summary>
    public async Task DeleteAsync(string[] accounts, CancellationToken cancellation)
    {
        foreach (var table in await TablesWithAccountsAsync(cancellation))
        {
            await using var delete = database.CreateCommand($"delete from {table} where account_id = any($1)");
            delete.CommandTimeout = 600;
            delete.Parameters.Add(new NpgsqlParameter { Value = accounts });
            if (await delete.ExecuteNonQueryAsync(cancellation) == 0)
                continue;
            // Else the next run would meet the dead rows of this one.
            await using var vacuum = database.CreateCommand($"vacuum analyze {table}");
            vacuum.CommandTimeout = 600;
            await vacuum.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>What of PostgreSQL's version and settings decides how fast it stores.</summary>
    public async Task<string> DescribeServerAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select 'PostgreSQL ' || current_setting('server_version') || ' (fsync ' || current_setting('fsync')
              || ', synchronous_commit ' || current_setting('synchronous_commit')
              || ', shared_buffers ' || current_setting('shared_buffers')
              || ', max_wal_size ' || current_setting('max_wal_size') || ')'
            """);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The accounts' rows.</summary>
    public async Task<long> CountAsync(string[] accounts, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select count(*) from events where account_id = any($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = accounts });
        command.CommandTimeout = 120;
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    async Task<long> CountAsync(IReadOnlyList<MadeEvent> events, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select count(*)
            from unnest($1::text[], $2::text[], $3::date[]) as sought (account_id, event_id, occurred_on)
            where exists (
              select from events
              where events.account_id = sought.account_id
                and events.occurred_on = sought.occurred_on
                and event_id_hash(events.event_id) = event_id_hash(sought.event_id)
                and events.event_id = sought.event_id)
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = events.Select(e => e.AccountId).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = events.Select(e => e.EventId).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = events.Select(e => DateOnly.FromDateTime(e.OccurredAt)).ToArray() });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    async Task<List<string>> TablesWithAccountsAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
            where c.relnamespace = (select relnamespace from pg_class where oid = 'events'::regclass)
              and c.relkind in ('r', 'p')
              and not c.relispartition
            order by 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var tables = new List<string>();
        while (await reader.ReadAsync(cancellation))
            tables.Add(reader.GetString(0));
        return tables;
    }
}
