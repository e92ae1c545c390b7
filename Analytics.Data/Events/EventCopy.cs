using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Events;

/// <summary>COPY of event rows. The column list and the typed writes stand side by side, in one order.</summary>
static class EventCopy
{
    const string Columns = "account_id, event_id, user_id, type, occurred_at, received_at, occurred_on, path, metadata";

    /// <summary>Into the table itself; a key that is there already fails the whole COPY.</summary>
    public static Task IntoEventsAsync(NpgsqlConnection connection, IReadOnlyList<EventRow> rows, CancellationToken cancellation) =>
        CopyAsync(connection, $"copy events ({Columns}) from stdin (format binary)", rows, cancellation);

    /// <summary>Into the connection's staging table.</summary>
    public static Task IntoStagingAsync(NpgsqlConnection connection, IReadOnlyList<EventRow> rows, CancellationToken cancellation) =>
        CopyAsync(connection, $"copy staged_events ({Columns}) from stdin (format binary)", rows, cancellation);

    static async Task CopyAsync(NpgsqlConnection connection, string copy, IReadOnlyList<EventRow> rows, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, cancellation);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(row.AccountId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(row.EventId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(row.UserId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(row.Type, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(row.OccurredAt, NpgsqlDbType.TimestampTz, cancellation);
            await writer.WriteAsync(row.ReceivedAt, NpgsqlDbType.TimestampTz, cancellation);
            await writer.WriteAsync(row.OccurredOn, NpgsqlDbType.Date, cancellation);
            await WriteOptionalAsync(writer, row.Path, NpgsqlDbType.Text, cancellation);
            await WriteOptionalAsync(writer, row.Metadata, NpgsqlDbType.Jsonb, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    static Task WriteOptionalAsync(NpgsqlBinaryImporter writer, ReadOnlyMemory<byte>? text, NpgsqlDbType type, CancellationToken cancellation) =>
        text is { } present ? writer.WriteAsync(present, type, cancellation) : writer.WriteNullAsync(cancellation);
}
