using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Data.Listing;

/// <summary>An event as the statements of this room select it: all columns but the account, which was asked for.</summary>
static class ListedRow
{
    /// <summary>The event under the reader.</summary>
    public static EventRow Read(NpgsqlDataReader row, byte[] accountId) => new(
        accountId,
        row.GetFieldValue<byte[]>(0),
        row.GetFieldValue<byte[]>(1),
        row.GetFieldValue<byte[]>(2),
        row.GetDateTime(3),
        row.GetDateTime(4),
        Optional(row, 5),
        Optional(row, 6));

    static ReadOnlyMemory<byte>? Optional(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(column);
}
