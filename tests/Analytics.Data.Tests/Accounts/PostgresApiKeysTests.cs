using System.Text;
using Analytics.Data.Accounts;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Accounts;

public sealed class PostgresApiKeysTests(PostgresServer server) : DatabaseTest(server)
{
    PostgresApiKeys Keys => new(Postgres, TimeProvider.System);

    PostgresApiKeyReader Looking => new(Reader);

    [Fact]
    public async Task A_key_that_was_made_is_found_and_good_for_what_it_was_made_for()
    {
        var one = await Keys.AddAsync("browser", ApiKeyScopes.Write, "acc_1", default);
        var all = await Keys.AddAsync("operations", ApiKeyScopes.Admin, null, default);
        var set = (await Looking.ReadAsync(null, default))!;

        Assert.Equal(2, set.Keys.Count);
        var found = set.Keys[one.Prefix];
        Assert.Equal("acc_1", found.AccountId);
        Assert.True(found.IsOpenedBy(one));
        Assert.False(found.IsOpenedBy(one with { Secret = all.Secret }));
        Assert.Equal((true, false, false), (found.May(ApiKeyScopes.Write), found.May(ApiKeyScopes.Read), found.May(ApiKeyScopes.Admin)));
        var admin = set.Keys[all.Prefix];
        Assert.Null(admin.AccountId);
        Assert.Equal((true, true, true), (admin.May(ApiKeyScopes.Write), admin.May(ApiKeyScopes.Read), admin.May(ApiKeyScopes.Admin)));
    }

    [Fact]
    public async Task Neither_a_key_nor_its_secret_is_in_the_table()
    {
        var key = await Keys.AddAsync("browser", ApiKeyScopes.Write, "acc_1", default);
        var row = Assert.Single(await ColumnAsync<string>("select api_keys::text from api_keys")); // which shows a bytea in hexadecimal
        Assert.Contains(Convert.ToHexStringLower(key.SecretHash()), row, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret, row, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key.Secret)), row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_not_found_and_stays_in_the_list()
    {
        var key = await Keys.AddAsync("browser", ApiKeyScopes.Write | ApiKeyScopes.Read, "acc_1", default);
        Assert.True(await Keys.RevokeAsync(key.Prefix, default));
        Assert.False(await Keys.RevokeAsync(key.Prefix, default));
        Assert.Empty((await Looking.ReadAsync(null, default))!.Keys);

        var listed = Assert.Single(await Keys.ListAsync(default));
        Assert.Equal(("browser", "acc_1"), (listed.Name, listed.AccountId));
        Assert.Equal(["write", "read"], listed.Scopes);
        Assert.NotNull(listed.RevokedAt);
    }

    [Theory]
    [InlineData("update api_keys set revoked_at = now()")]
    [InlineData("delete from api_keys")]
    [InlineData("truncate api_keys")]
    public async Task A_change_by_any_hand_is_seen(string change)
    {
        await Keys.AddAsync("browser", ApiKeyScopes.Write, "acc_1", default);
        var before = (await Looking.ReadAsync(null, default))!;
        Assert.Null(await Looking.ReadAsync(before.Version, default));
        await ExecuteAsync(change);
        Assert.Empty((await Looking.ReadAsync(before.Version, default))!.Keys);
    }

    [Fact]
    public async Task Neither_workers_nor_readers_of_an_account_see_any_key()
    {
        await Keys.AddAsync("browser", ApiKeyScopes.Write, "acc_1", default);
        await using var writer = await Writer.OpenAsync(default);
        await using var reader = await Reader.OpenAsync("acc_1", default);
        foreach (var connection in (NpgsqlConnection[])[writer, reader])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.QueryAsync<string>("select prefix from api_keys"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }
}
