using System.Text;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Events;

/// <summary>The way through the connection's staging table, for batches that COPY into the table itself would refuse.</summary>
static class EventStaging
{
    static readonly string Stage = EmbeddedSql.Read("EventStaging.Stage.sql");
    static readonly string Merge = EmbeddedSql.Read("EventStaging.Merge.sql");
    static readonly string FindKnown = EmbeddedSql.Read("EventStaging.FindKnown.sql");

    /// <summary>Makes the staging table if this connection has none. Before the transaction: what is made in one goes with it.</summary>
    public static Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(Stage, cancellationToken: cancellation));

    /// <summary>
    /// Inserts those of the rows, which are in key order, whose keys are new, and returns them. What was not inserted is a duplicate, or,
    /// hardly ever, an event whose id only has the hash of another of its account and day: that is added to the refused.
    /// </summary>
    public static async Task<List<EventRow>> MergeAsync(NpgsqlConnection connection, List<EventRow> rows, List<RefusedRow> refused, CancellationToken cancellation)
    {
        await EventCopy.IntoStagingAsync(connection, rows, cancellation);
        var (inserted, others) = await InsertNewAsync(connection, rows, cancellation);
        if (others.Count > 0)
        {
            refused.AddRange((await ExceptKnownAsync(connection, others, cancellation)).Select(row => new RefusedRow(
                row, PostgresErrorCodes.UniqueViolation, "another event of the account and day has an id of the same hash")));
        }

        return inserted;
    }

    static async Task<(List<EventRow> Inserted, List<EventRow> Others)> InsertNewAsync(NpgsqlConnection connection, List<EventRow> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Merge, connection);
        await using var answer = await command.ExecuteReaderAsync(cancellation);
        var (inserted, others) = (new List<EventRow>(rows.Count), new List<EventRow>());
        var at = 0;
        while (await answer.ReadAsync(cancellation))
        {
            // Keys come back in the order of the rows, so that one walk finds them all.
            var (account, id, day) = (answer.GetFieldValue<byte[]>(0), answer.GetFieldValue<byte[]>(1), answer.GetFieldValue<DateOnly>(2));
            while (!(rows[at].EventId.Span.SequenceEqual(id) && rows[at].OccurredOn == day && rows[at].AccountId.Span.SequenceEqual(account))) others.Add(rows[at++]);
            inserted.Add(rows[at++]);
        }

        others.AddRange(rows.Skip(at));
        return (inserted, others);
    }

    /// <summary>Those of the rows of which none with the same id is stored.</summary>
    static async Task<List<EventRow>> ExceptKnownAsync(NpgsqlConnection connection, List<EventRow> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(FindKnown, connection);
        command.Parameters.AddWithValue("account_ids", NpgsqlDbType.Array | NpgsqlDbType.Text, rows.Select(row => Encoding.UTF8.GetString(row.AccountId.Span)).ToArray());
        command.Parameters.AddWithValue("event_ids", NpgsqlDbType.Array | NpgsqlDbType.Text, rows.Select(row => Encoding.UTF8.GetString(row.EventId.Span)).ToArray());
        command.Parameters.AddWithValue("days", NpgsqlDbType.Array | NpgsqlDbType.Date, rows.Select(row => row.OccurredOn).ToArray());
        await using var answer = await command.ExecuteReaderAsync(cancellation);
        var known = new HashSet<long>();
        while (await answer.ReadAsync(cancellation)) known.Add(answer.GetInt64(0));
        return [.. rows.Where((_, at) => !known.Contains(at + 1))];
    }

    /// <summary>
    /// Merges the rows in halves, and the halves of those that fail, each behind a savepoint, until every refused row stands alone.
    /// One bad row among n costs some 2 log n attempts and none of its neighbours.
    /// </summary>
    public static async Task IsolateAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<EventRow> rows,
        List<EventRow> inserted,
        List<RefusedRow> refused,
        CancellationToken cancellation)
    {
        const string Part = "part";
        await transaction.SaveAsync(Part, cancellation);
        try
        {
            inserted.AddRange(await MergeAsync(connection, rows, refused, cancellation));
            await transaction.ReleaseAsync(Part, cancellation);
            return;
        }
        catch (PostgresException refusal) when (FailureKinds.Of(refusal) == FailureKind.BadData)
        {
            await transaction.RollbackAsync(Part, cancellation);
            await transaction.ReleaseAsync(Part, cancellation);
            if (rows.Count == 1)
            {
                refused.Add(new RefusedRow(rows[0], refusal.SqlState, refusal.MessageText));
                return;
            }
        }

        var half = rows.Count / 2;
        await IsolateAsync(connection, transaction, rows.GetRange(0, half), inserted, refused, cancellation);
        await IsolateAsync(connection, transaction, rows.GetRange(half, rows.Count - half), inserted, refused, cancellation);
    }
}
