using Analytics.Data.Rollups;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Rollups;

/// <summary>When the chunks of a stretch become one, and when they stay several.</summary>
public sealed class SettlingTests(PostgresServer server) : DatabaseTest(server)
{
    readonly ManualClock clock = new(Some.Noon.AddDays(3));

    [Theory]
    [InlineData(20, 1)]
    [InlineData(1, 1_000)] // as many as twenty
    public async Task What_holds_too_many_names_stays_in_several_chunks(int names, int length)
    {
        var rollups = Rollups(new() { MergeThreshold = 2, MergeNameLimit = 30, SettleAfter = TimeSpan.Zero });
        for (var i = 0; i < 4; i++)
        {
            var prefix = $"{i}_";
            await Store.AppendAsync([.. Enumerable.Range(0, names).Select(n => Some.Event(prefix + n, user: prefix + n, path: new string('/', length)))], default);
            await rollups.FoldAsync(default);
        }

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await rollups.SettleAsync(default));
        Assert.Equal(4, await ScalarAsync<long>("select count(*) from rollups where grain = 'hour' and level = 1"));
        await AssertRollupsAgreeAsync();
    }

    [Fact]
    public async Task A_stretch_that_cannot_be_settled_keeps_no_other_from_it()
    {
        var rollups = Rollups(new() { MergeNameLimit = 30, SettleAfter = TimeSpan.FromMinutes(1) });
        await Store.AppendAsync([.. Enumerable.Range(0, 40).Select(n => Some.Event($"large_{n}", user: $"{n}"))], default);
        await rollups.FoldAsync(default);
        await Store.AppendAsync(Some.Events(5, "busy_", account: "acc_busy"), default);
        await rollups.FoldAsync(default);
        clock.Advance(TimeSpan.FromMinutes(2));
        await Store.AppendAsync(Some.Events(5, "quiet_", account: "acc_quiet"), default);
        await rollups.FoldAsync(default);
        clock.Advance(TimeSpan.FromMinutes(2));
        await Store.AppendAsync(Some.Events(5, "busier_", account: "acc_busy"), default);
        await rollups.FoldAsync(default);

        Assert.Equal(3, await rollups.SettleAsync(default));
        Assert.Equal("acc_quiet", await ScalarAsync<string>("select string_agg(distinct account_id, ',') from rollups where level = 100"));
    }

    [Fact]
    public async Task An_hour_is_settled_when_it_has_rested_and_again_after_an_event_that_came_late()
    {
        var rollups = Rollups(new() { SettleAfter = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 3; i++)
        {
            await Store.AppendAsync(Some.Events(5, $"{i}_"), default);
            await rollups.FoldAsync(default);
        }

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await rollups.SettleAsync(default));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(3, await rollups.SettleAsync(default)); // the hour, its six hours and its day
        Assert.Equal("100", await LevelsAsync());
        Assert.Equal(0, await rollups.SettleAsync(default));

        await Store.AppendAsync([Some.Event("late")], default);
        await rollups.FoldAsync(default);
        Assert.Equal("1,100", await LevelsAsync());
        await AssertRollupsAgreeAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, await rollups.SettleAsync(default));
        Assert.Equal("100", await LevelsAsync());
        await AssertRollupsAgreeAsync();

        Task<string> LevelsAsync() => ScalarAsync<string>("select string_agg(level::text, ',' order by level) from rollups where grain = 'hour'");
    }

    PostgresRollups Rollups(RollupOptions options) => new(Writer, options, clock);
}
