namespace Analytics.EndToEnd.Tests.Systems;

/// <summary>One that asks for keys, as it does where nobody says otherwise. Keys are made by the worker's own command.</summary>
public sealed class GuardedSystem() : RunningSystem(workerCount: 1, ("Security__Mode", "Keys"))
{
    /// <summary>Runs <c>keys …</c> and returns what it wrote to standard output; fails unless it ended well.</summary>
    public Task<string> KeysAsync(params string[] arguments) => KeysCommand.RunAsync(Postgres, arguments);

    /// <summary>A client with a key of its own, that counts already. <paramref name="account"/> null: for all accounts.</summary>
    public async Task<(ApiClient Client, string Key)> ClientAsync(string scope, string? account)
    {
        var key = await KeysAsync(["add", "a test", "--scope", scope, .. account is null ? ["--all-accounts"] : (string[])["--account", account]]);
        var client = new ApiClient(Api.Address, key);
        await Soon.IsAsync(() => client.GetAsync("/pipeline"), answer => (int)answer.Status is not (401 or 503), "the new key counts", TimeSpan.FromSeconds(10));
        return (client, key);
    }

    /// <summary>The part of a key that names it.</summary>
    public static string PrefixOf(string key) => key.Split('_')[1];
}
