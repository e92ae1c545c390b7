using System.Text;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.SetAside;

/// <summary>Lists what was set aside.</summary>
public sealed class PostgresSetAsideList(AccountReader reader)
{
    static readonly string Read = EmbeddedSql.Read("PostgresSetAsideList.Read.sql");
    static readonly string Find = EmbeddedSql.Read("PostgresSetAsideList.Find.sql");

    /// <summary>At most <paramref name="limit"/> events of an account, the latest first, whose ids are below <paramref name="before"/>.</summary>
    public async Task<List<SetAsideEvent>> ReadAsync(string accountId, long before, int limit, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        await using var command = new NpgsqlCommand(Read, connection);
        command.Parameters.AddWithValue("account_id", accountId);
        command.Parameters.AddWithValue("before", before);
        command.Parameters.AddWithValue("limit", limit);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var events = new List<SetAsideEvent>();
        while (await rows.ReadAsync(cancellation)) events.Add(EventOf(rows));
        return events;
    }

    /// <summary>The event of this id that was set aside last; null when there is none.</summary>
    public async Task<SetAsideEvent?> FindAsync(string accountId, string eventId, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        await using var command = new NpgsqlCommand(Find, connection);
        command.Parameters.AddWithValue("account_id", accountId);
        command.Parameters.AddWithValue("event_id", eventId);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? EventOf(rows) : null;
    }

    /// <summary>Whether this event is set aside.</summary>
    public async Task<bool> HasAsync(string accountId, long setAsideId, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from set_aside_events where account_id = @account_id and set_aside_id = @set_aside_id)",
            new { account_id = accountId, set_aside_id = setAsideId },
            cancellationToken: cancellation));
    }

    static SetAsideEvent EventOf(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetString(2),
        Text(row, 3)!,
        Text(row, 4)!,
        row.GetDateTime(5),
        row.GetDateTime(6),
        Text(row, 7),
        Text(row, 8),
        row.GetString(9),
        row.GetString(10),
        row.GetDateTime(11),
        row.GetDateTime(12),
        row.GetInt32(13));

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(column));
}
