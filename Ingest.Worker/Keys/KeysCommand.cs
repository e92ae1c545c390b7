using Analytics.Data.Accounts;
using Analytics.Data.Postgres;
using Npgsql;

namespace Ingest.Worker.Keys;

/// <summary>
/// <c>keys add | list | revoke</c>: who may send and ask. A key is written to standard output once, alone on its line; what is said
/// about it goes to standard error, so that a script takes the one without the other.
/// </summary>
static class KeysCommand
{
    const string Usage =
        """
        keys add NAME --scope write|read|admin[,…] (--account ID | --all-accounts)
        keys list
        keys revoke PREFIX
        """;

    /// <summary>Returns the exit code: 0, 1 when it could not be done, 2 when it was not understood.</summary>
    public static async Task<int> RunAsync(string[] arguments, IConfiguration configuration)
    {
        await using var owner = PrimaryDataSource.Create(new NpgsqlConnectionStringBuilder(PostgresConnections.Owner(configuration))
        {
            Timeout = 3,
            CommandTimeout = 5,
            ApplicationName = "analytics-keys",
        });
        var keys = new PostgresApiKeys(owner, TimeProvider.System);
        try
        {
            return arguments switch
            {
                ["add", .. var rest] when NewKey.Parse(rest) is { } wanted => await AddAsync(keys, wanted),
                ["list"] => await ListAsync(keys),
                ["revoke", var prefix] => await RevokeAsync(keys, prefix),
                _ => await SayAsync(2, Usage),
            };
        }
        catch (NpgsqlException failure)
        {
            return await SayAsync(1, failure.Message);
        }
    }

    static async Task<int> AddAsync(PostgresApiKeys keys, NewKey wanted)
    {
        var key = await keys.AddAsync(wanted.Name, wanted.Scopes, wanted.AccountId, default);
        await Console.Out.WriteLineAsync(key.Reveal());
        return await SayAsync(0, $"This is the only time that it is shown. It counts within two seconds; keys revoke {key.Prefix} ends it.");
    }

    static async Task<int> ListAsync(PostgresApiKeys keys)
    {
        foreach (var key in await keys.ListAsync(default))
        {
            var state = key.RevokedAt is { } at ? $"revoked {at:yyyy-MM-dd HH:mm}" : "counts";
            await Console.Out.WriteLineAsync(
                $"{key.Prefix}  {string.Join(',', key.Scopes),-16}  {key.AccountId ?? "(all accounts)",-24}  {key.CreatedAt:yyyy-MM-dd HH:mm}  {state}  {key.Name}");
        }

        return 0;
    }

    static async Task<int> RevokeAsync(PostgresApiKeys keys, string prefix) => await keys.RevokeAsync(prefix, default)
        ? await SayAsync(0, "Revoked; it stops within ten seconds.")
        : await SayAsync(1, "No key of that prefix counts.");

    static async Task<int> SayAsync(int code, string words)
    {
        await Console.Error.WriteLineAsync(words);
        return code;
    }
}
