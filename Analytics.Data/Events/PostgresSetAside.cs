using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Events;

/// <summary>Keeps the events that PostgreSQL refuses, each with the reason and in a form that nothing refuses.</summary>
public sealed class PostgresSetAside(WriterDataSource writer, TimeProvider clock)
{
    static readonly string Add = EmbeddedSql.Read("PostgresSetAside.Add.sql");

    /// <summary>Sets one event aside. The same payload again counts an attempt more. The two ids are made storable first; the payload keeps them as they came.</summary>
    public async Task AddAsync(string accountId, string eventId, ReadOnlyMemory<byte> payload, string sqlState, string reason, CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(
            Add,
            new
            {
                account_id = Storable(accountId),
                set_aside_id = Guid.CreateVersion7(now),
                event_id = Storable(eventId),
                sqlstate = sqlState,
                reason,
                payload = payload.ToArray(),
                failed_at = now.UtcDateTime,
            },
            cancellationToken: cancellation));
    }

    /// <summary>PostgreSQL's text holds everything but NUL and halves of surrogate pairs, and an index entry has an end.</summary>
    static string Storable(string text)
    {
        const int Longest = 400;
        var cut = text.Length <= Longest ? text : text[..Longest];
        return string.Concat(cut.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
    }
}
