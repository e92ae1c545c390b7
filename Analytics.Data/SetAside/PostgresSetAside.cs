using System.Text;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.SetAside;

/// <summary>Keeps the events that PostgreSQL refuses, each with the reason and in a form that nothing refuses.</summary>
static class PostgresSetAside
{
    static readonly string Add = EmbeddedSql.Read("PostgresSetAside.Add.sql");

    /// <summary>Sets rows aside, in the connection's transaction. Returns those that were not set aside before: the others are duplicates.</summary>
    public static async Task<List<EventRow>> AddAsync(NpgsqlConnection connection, List<RefusedRow> refused, DateTimeOffset now, CancellationToken cancellation)
    {
        var added = new List<EventRow>();
        foreach (var (row, sqlState, reason) in refused)
        {
            var attempts = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
                Add,
                new
                {
                    account_id = Readable(row.AccountId),
                    event_id = Readable(row.EventId),
                    sqlstate = sqlState,
                    reason,
                    account_id_bytes = row.AccountId.ToArray(),
                    event_id_bytes = row.EventId.ToArray(),
                    user_id_bytes = row.UserId.ToArray(),
                    type_bytes = row.Type.ToArray(),
                    path_bytes = row.Path?.ToArray(),
                    metadata_bytes = row.Metadata?.ToArray(),
                    occurred_at = row.OccurredAt,
                    received_at = row.ReceivedAt,
                    failed_at = now.UtcDateTime,
                },
                cancellationToken: cancellation));
            if (attempts == 1) added.Add(row);
        }

        return added;
    }

    /// <summary>What PostgreSQL's text can hold, and an index entry too: no NUL, no broken UTF-8, at most 400 characters.</summary>
    public static string Readable(ReadOnlyMemory<byte> utf8)
    {
        const int Longest = 400;
        var text = Encoding.UTF8.GetString(utf8.Span).Replace('\0', '\uFFFD');
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
