using System.Collections.Frozen;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Accounts;

/// <summary>Reads the keys that count, all at once, and whether they have changed since.</summary>
public sealed class PostgresApiKeyReader(AccountReader reader)
{
    /// <summary>More keys than this are not held in memory; at some 300 bytes each that is 30 MB. Those beyond are unknown.</summary>
    public const int KeyLimit = 100_000;

    static readonly string Read = EmbeddedSql.Read("PostgresApiKeyReader.Read.sql");

    /// <summary>See <see cref="LoadApiKeys"/>. Any version but the known one is a change: a restored database counts from where it was.</summary>
    public async Task<ApiKeySet?> ReadAsync(long? knownVersion, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId: null, cancellation);
        if (knownVersion is not null && await VersionAsync(connection, cancellation) == knownVersion) return null;
        await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new("limit", KeyLimit) } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var keys = new Dictionary<string, ApiKey>();
        var version = 0L;
        while (await rows.ReadAsync(cancellation))
        {
            version = rows.GetInt64(0);
            if (rows.IsDBNull(1)) continue; // no key at all
            var scopes = ApiKeyScopeNames.Parse(rows.GetFieldValue<string[]>(3)) ?? ApiKeyScopes.None;
            keys.Add(rows.GetString(1), new ApiKey(rows.GetString(1), rows.GetFieldValue<byte[]>(2), scopes, rows.IsDBNull(4) ? null : rows.GetString(4)));
        }

        return new ApiKeySet(version, keys.ToFrozenDictionary(StringComparer.Ordinal));
    }

    static Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("select version from api_keys_version", cancellationToken: cancellation));
}
