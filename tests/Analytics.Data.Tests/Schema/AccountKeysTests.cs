using Analytics.Tests.Servers;
using Dapper;

namespace Analytics.Data.Tests.Schema;

/// <summary>
/// Whether the tables could be spread over several servers by account (<c>load/SCALING.md</c>): what is unique must then be so within an
/// account. No such server was tried.
/// </summary>
public sealed class AccountKeysTests(PostgresServer server) : DatabaseTest(server)
{
    /// <summary>Asked for by prefix alone, before anybody knows the account; small enough for every server to have whole.</summary>
    const string Exception = "api_keys";

    [Fact]
    public async Task Every_key_of_a_table_with_an_account_has_the_account_in_it()
    {
        await Store.AppendAsync(Some.Events(1), default);
        Assert.Equal([Exception], (await Postgres.CreateConnection().QueryAsync<string>(
            """
            select distinct keyed.relname::text
            from pg_index key
            join pg_class keyed on keyed.oid = key.indrelid and keyed.relnamespace = 'public'::regnamespace
            join pg_attribute account on account.attrelid = keyed.oid and account.attname = 'account_id' and not account.attisdropped
            where key.indisunique
              and not account.attnum = any(key.indkey::int2[])
            """)).AsList());
    }
}
