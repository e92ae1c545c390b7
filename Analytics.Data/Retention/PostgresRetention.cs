using System.Globalization;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Dapper;
using Npgsql;

namespace Analytics.Data.Retention;

/// <summary>
/// Drops months of events and deletes rollups that are too old. A month goes whole, in one transaction: a crash leaves it as it was.
/// Dropping needs the table for itself for a moment; it waits for that only so long that nobody who queues behind it notices.
/// An event of a dropped month that comes later is stored and counted like any other, in a new partition that goes at the next run.
/// </summary>
public sealed class PostgresRetention(WriterDataSource writer, TimeProvider clock)
{
    /// <summary>Longest that readers and writers stand behind a drop that cannot begin.</summary>
    const int LockTimeoutMilliseconds = 250;

    /// <summary>How often a run tries to get at a month; a long statement (a dump, a report) leaves it to the next run.</summary>
    const int Tries = 20;

    const int DeleteLimit = 5_000;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    static readonly string[] Grains = [.. RollupGrains.All.Select(grain => grain.Name())];
    static readonly string OldestMonth = EmbeddedSql.Read("PostgresRetention.OldestMonth.sql");
    static readonly string DeleteRollups = EmbeddedSql.Read("PostgresRetention.DeleteRollups.sql");
    static readonly string DeleteDeltas = EmbeddedSql.Read("PostgresRetention.DeleteDeltas.sql");

    /// <summary>Now, by the clock that all workers share.</summary>
    public async Task<DateTimeOffset> ReadNowAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: cancellation));
    }

    /// <summary>
    /// Drops the oldest month before the cutoff. Null when there is none, or another worker was faster. Throws
    /// <see cref="PostgresException"/> (lock not available) when the table was never free; the caller comes again at its next run.
    /// </summary>
    public async Task<DroppedMonth?> DropOldestMonthAsync(DateOnly cutoff, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await TryDropAsync(cutoff, cancellation);
            }
            catch (PostgresException busy) when (left > 1 && busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    /// <summary>Deletes the rollups of every grain, and deltas, before the cutoff, some thousand in a transaction; returns how many.</summary>
    public async Task<long> DeleteRollupsAsync(DateOnly cutoff, CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        var deleted = 0L;
        foreach (var statement in (string[])[DeleteDeltas, DeleteRollups]) // a delta that is folded in between is found as a rollup
        {
            int some;
            do
            {
                some = await connection.ExecuteAsync(new CommandDefinition(
                    statement, new { cutoff = cutoff.ToDateTime(default, DateTimeKind.Utc), limit = DeleteLimit, grains = Grains }, cancellationToken: cancellation));
                deleted += some;
            }
            while (some > 0);
        }

        return deleted;
    }

    async Task<DroppedMonth?> TryDropAsync(DateOnly cutoff, CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            $"set local lock_timeout = {LockTimeoutMilliseconds}; select pg_advisory_xact_lock(@maker); select pg_advisory_xact_lock(@dropper)",
            new { maker = AdvisoryLock.MakingPartitions, dropper = AdvisoryLock.DroppingPartitions }, transaction, cancellationToken: cancellation));
        var oldest = await connection.QuerySingleOrDefaultAsync<Named>(new CommandDefinition(
            OldestMonth, new { cutoff = $"events_{cutoff:yyyy_MM}" }, transaction, cancellationToken: cancellation));
        if (oldest is null) return null;
        var month = DateOnly.ParseExact(oldest.Name, "'events_'yyyy_MM", CultureInfo.InvariantCulture);
        await connection.ExecuteAsync(new CommandDefinition(
            "select drop_events_partition(@month::date)", new { month = month.ToDateTime(default) }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return new(month, oldest.Events);
    }

    sealed record Named(string Name, long? Events);
}
