using System.Text;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Listing;

/// <summary>
/// Finds one event by its id. The statement is prepared: planning it over some hundred months takes longer than running it, and
/// whoever waits for an event asks often.
/// </summary>
public sealed class PostgresEventLookup(AccountReader reader)
{
    static readonly string Find = EmbeddedSql.Read("PostgresEventLookup.Find.sql");

    /// <summary>The stored event, the one of the latest UTC day if there are several; null when there is none.</summary>
    public async Task<EventRow?> FindAsync(string accountId, string eventId, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        await using var command = new NpgsqlCommand(Find, connection);
        command.Parameters.AddWithValue("account_id", NpgsqlDbType.Text, accountId);
        command.Parameters.AddWithValue("event_id", NpgsqlDbType.Text, eventId);
        await command.PrepareAsync(cancellation);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? EventColumns.Read(rows, Encoding.UTF8.GetBytes(accountId)) : null;
    }
}
