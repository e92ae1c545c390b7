namespace Ingest.Dashboard.Tests.Systems;

/// <summary>The one for all tests here, each with accounts of its own; and beside it an API that asks for keys, on the same servers.</summary>
public sealed class DashboardSystem() : RunningSystem(workerCount: 1), IAsyncLifetime
{
    // Making one starts a program.
    readonly Dictionary<(string Scope, string? Account), string> keys = [];

    /// <summary>The API that asks for keys.</summary>
    public HostProcess Guarded { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Guarded = await AddApiAsync(("Security__Mode", "Keys"));
    }

    /// <summary>A key that counts already. <paramref name="account"/> null: for all accounts.</summary>
    public async Task<string> KeyAsync(string scope, string? account)
    {
        if (keys.TryGetValue((scope, account), out var known)) return known;
        var key = await KeysCommand.RunAsync(Postgres, ["add", "a test", "--scope", scope, .. account is null ? ["--all-accounts"] : (string[])["--account", account]]);
        using var client = new ApiClient(Guarded.Address, key);
        await Soon.IsAsync(() => client.GetAsync("/accounts"), answer => (int)answer.Status is not (401 or 503), "the new key counts", TimeSpan.FromSeconds(10));
        return keys[(scope, account)] = key;
    }

    public override async ValueTask DisposeAsync()
    {
        if (Guarded is not null) await Guarded.DisposeAsync();
        await base.DisposeAsync();
    }
}
