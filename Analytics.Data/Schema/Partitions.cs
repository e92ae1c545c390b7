using System.Collections.Concurrent;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Schema;

/// <summary>
/// Makes the month partitions of events before rows need them. A partition is built beside the table and then attached, since
/// attaching lets readers and writers of the other months go on; one maker at a time, by an advisory lock. It is done by a
/// function of the tables' owner (0006): workers are not the owner.
/// </summary>
public sealed class Partitions
{
    readonly ConcurrentDictionary<DateOnly, bool> known = new();

    /// <summary>Partitions for all months of the rows. Takes its own transaction; the connection must be in none.</summary>
    public async Task EnsureAsync(NpgsqlConnection connection, IReadOnlyList<EventRow> rows, CancellationToken cancellation)
    {
        foreach (var month in MissingMonths(rows)) await CreateAsync(connection, month, cancellation);
    }

    /// <summary>Forgets what was known, so that the next append looks again: a partition may have been dropped behind our back.</summary>
    public void Forget() => known.Clear();

    List<DateOnly> MissingMonths(IReadOnlyList<EventRow> rows)
    {
        var missing = new List<DateOnly>();
        DateOnly last = default;
        for (var i = 0; i < rows.Count; i++)
        {
            var day = rows[i].OccurredAt;
            var month = new DateOnly(day.Year, day.Month, 1);
            if (month == last) continue;
            last = month;
            if (!known.ContainsKey(month) && !missing.Contains(month)) missing.Add(month);
        }

        return missing;
    }

    async Task CreateAsync(NpgsqlConnection connection, DateOnly month, CancellationToken cancellation)
    {
        var name = $"events_{month:yyyy_MM}";
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@key)", new { key = AdvisoryLock.MakingPartitions }, transaction, cancellationToken: cancellation));
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass(@name) is not null", new { name }, transaction, cancellationToken: cancellation));
        if (!exists)
        {
            await connection.ExecuteAsync(new CommandDefinition("select add_events_partition(@month::date)", new { month = month.ToDateTime(default) }, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
        known.TryAdd(month, true);
    }
}
