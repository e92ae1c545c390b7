using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Oracle;

/// <summary>The judge must be able to say no.</summary>
public sealed class RollupOracleTests(PostgresServer server) : DatabaseTest(server)
{
    [Theory]
    [InlineData("delete from events where event_id = 'evt_0'")]
    [InlineData("delete from rollup_deltas")]
    [InlineData("insert into rollup_deltas select * from rollup_deltas")]
    [InlineData("update rollup_deltas set events = events + 1")]
    [InlineData("update rollup_deltas set types = set_byte(types, length(types) - 1, get_byte(types, length(types) - 1) + 1)")]
    [InlineData("update rollup_deltas set users = set_byte(users, 1, get_byte(users, 1) + 1)")]
    [InlineData("update rollup_deltas set paths = ''")]
    [InlineData("update rollup_deltas set names = names + 1")]
    [InlineData("update rollup_deltas set hour = hour + interval '1 hour'")]
    [InlineData("insert into rollups select account_id, 'day', date_trunc('day', hour), 1, hour, events, names, types, users, paths from rollup_deltas")]
    public async Task A_lie_is_found(string lie)
    {
        await Store.AppendAsync(Some.Events(5), default);
        await AssertRollupsAgreeAsync();
        await ExecuteAsync(lie);
        await Assert.ThrowsAnyAsync<Exception>(AssertRollupsAgreeAsync);
    }
}
