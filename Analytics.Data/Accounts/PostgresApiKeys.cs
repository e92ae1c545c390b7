using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Accounts;

/// <summary>Makes, lists and revokes API keys, as the tables' owner.</summary>
public sealed class PostgresApiKeys(NpgsqlDataSource owner, TimeProvider clock)
{
    static readonly string Add = EmbeddedSql.Read("PostgresApiKeys.Add.sql");
    static readonly string List = EmbeddedSql.Read("PostgresApiKeys.List.sql");

    /// <summary>Makes a key and returns its text, which nobody can be told again. <paramref name="accountId"/> null: for all accounts.</summary>
    public async Task<ApiKeyText> AddAsync(string name, ApiKeyScopes scopes, string? accountId, CancellationToken cancellation)
    {
        var key = ApiKeyText.New();
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Add,
            new
            {
                prefix = key.Prefix,
                secret_hash = key.SecretHash(),
                name,
                scopes = ApiKeyScopeNames.Of(scopes),
                account_id = accountId,
                created_at = clock.GetUtcNow().UtcDateTime,
            },
            cancellationToken: cancellation));
        return key;
    }

    /// <summary>All keys, the revoked ones too, in the order they were made.</summary>
    public async Task<IReadOnlyList<ListedApiKey>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ListedApiKey>(new CommandDefinition(List, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Revokes a key; false when there is none of that prefix, or it was revoked before.</summary>
    public async Task<bool> RevokeAsync(string prefix, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update api_keys set revoked_at = @now where prefix = @prefix and revoked_at is null",
            new { prefix, now = clock.GetUtcNow().UtcDateTime },
            cancellationToken: cancellation)) == 1;
    }
}
