using Analytics.Load.Seed;
using Npgsql;

namespace Analytics.Load.Bench.Growth;

/// <summary>What else is stored in the database that the line writes to, and how much it writes to its log.</summary>
sealed class GrowthStore(NpgsqlDataSource database, string postgres, TimeProvider clock)
{
    const int Accounts = 50;

    static readonly TimeSpan FoldLimit = TimeSpan.FromMinutes(30);
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    long seeded;

    /// <exception cref="BenchFailedException">Somebody's events are there.</exception>
    public async Task CheckEmptyAsync(CancellationToken cancellation)
    {
        if (await ScalarAsync<bool>("select exists (select from events)", cancellation))
            throw new BenchFailedException("The database holds events, and this benchmark fills it and leaves it full. ./dev bench growth gives it a system of its own.");
    }

    /// <summary>
    /// Adds made-up rows of other accounts until there are so many, through the workers' own store, and waits until they are
    /// folded. They lie in the month that is now, since that is the partition whose index the line writes to.
    /// </summary>
    public async Task FillAsync(long rows, Action<string> say, CancellationToken cancellation)
    {
        if (rows <= seeded) return;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var options = new SeedOptions(rows - seeded, Accounts, today.Day, today.AddDays(1), Seed: (int)(rows % int.MaxValue));
        var (tally, began) = (new SeedTally(), clock.GetTimestamp());
        var result = await new DirectSeeding(new SeedEvents(options), postgres, clock).RunAsync(tally, cancellation);
        seeded += result.Inserted;
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        await FoldedAsync(cancellation);
        await using var tidy = database.CreateCommand("vacuum (analyze) events");
        tidy.CommandTimeout = 1_800;
        await tidy.ExecuteNonQueryAsync(cancellation);
        say($"{seeded:N0} rows are stored; {result.Inserted:N0} of them came in {seconds:0} s ({result.Inserted / seconds:N0}/s).");
    }

    /// <summary>Bytes that PostgreSQL has written to its log so far.</summary>
    public Task<decimal> WalBytesAsync(CancellationToken cancellation) => ScalarAsync<decimal>("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')", cancellation);

    async Task FoldedAsync(CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (await ScalarAsync<bool>("select exists (select from rollup_deltas)", cancellation))
        {
            if (clock.GetElapsedTime(began) > FoldLimit) throw new BenchFailedException($"The workers have not folded what was seeded within {FoldLimit.TotalMinutes:0} minutes.");
            await Task.Delay(PollInterval, clock, cancellation);
        }
    }

    async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
