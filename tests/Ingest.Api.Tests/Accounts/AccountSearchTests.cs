using System.Text.Json;
using Analytics.Data.Accounts;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Accounts;

/// <summary>What a key for one account is told when it asks for accounts: its own, with no question to PostgreSQL, which is away here.</summary>
public sealed class AccountSearchTests : IDisposable
{
    readonly WholeApi api = new();

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("/accounts", WholeApi.Account)]
    [InlineData("/accounts?search=CC_", WholeApi.Account)]
    [InlineData("/accounts?search=acc_2", null)]
    public async Task A_key_for_one_account_finds_that_one_or_none(string target, string? found)
    {
        using var answer = await api.SendAsync("GET", target, api.AddKey(ApiKeyScopes.Read));
        Assert.Equal(200, (int)answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True(body.GetProperty("complete").GetBoolean());
        Assert.Equal(found is null ? [] : [found], body.GetProperty("account_ids").EnumerateArray().Select(id => id.GetString()!));
    }

    [Theory]
    [InlineData("/accounts?limit=101")]
    [InlineData("/accounts?search=%00")]
    public async Task What_no_account_can_be_called_is_refused(string target)
    {
        using var answer = await api.SendAsync("GET", target, api.AddKey(ApiKeyScopes.Read, account: null));
        Assert.Equal(400, (int)answer.StatusCode);
    }
}
