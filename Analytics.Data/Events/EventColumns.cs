using Npgsql;

namespace Analytics.Data.Events;

/// <summary>Events out of the answers of statements, which all select the same columns in the same order.</summary>
static class EventColumns
{
    /// <summary>The event under the reader: from <paramref name="first"/> on its id, user, type, two times, path and metadata; its account was asked for, or stands before.</summary>
    public static EventRow Read(NpgsqlDataReader row, byte[] accountId, int first = 0) => new(
        accountId,
        row.GetFieldValue<byte[]>(first),
        row.GetFieldValue<byte[]>(first + 1),
        row.GetFieldValue<byte[]>(first + 2),
        row.GetDateTime(first + 3),
        row.GetDateTime(first + 4),
        OptionalText(row, first + 5) is { } path ? path : (ReadOnlyMemory<byte>?)null,
        OptionalText(row, first + 6) is { } metadata ? metadata : (ReadOnlyMemory<byte>?)null);

    /// <summary>A text as UTF-8, or null.</summary>
    public static byte[]? OptionalText(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
