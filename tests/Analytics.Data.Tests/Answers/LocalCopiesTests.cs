using Analytics.Data.Answers;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using static Analytics.Data.Tests.Answers.Answering;

namespace Analytics.Data.Tests.Answers;

/// <summary>The copies that the process itself keeps for a moment.</summary>
public sealed class LocalCopiesTests
{
    [Fact]
    public async Task An_answer_stays_in_the_process_for_a_moment_and_then_no_longer()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
        var clock = new ManualClock(Some.Noon);
        var load = CountedLoad.Free();
        using var answers = Over(running, options => options.LocalTimeToLive = TimeSpan.FromSeconds(1), clock);
        await ReadAsync(answers, load);
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the answer is kept");
        clock.Advance(TimeSpan.FromMilliseconds(990));
        Assert.True((await ReadAsync(answers, load)).Cached);
        clock.Advance(TimeSpan.FromMilliseconds(20));
        Assert.False((await ReadAsync(answers, load)).Cached);
        Assert.Equal(2, load.Calls);
    }

    [Fact]
    public async Task An_answer_leaves_the_process_when_it_is_no_longer_fresh()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
        var clock = new ManualClock(Some.Noon);
        using var answers = Over(running, options => (options.TimeToLive, options.LocalTimeToLive) = (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10)), clock);
        var load = CountedLoad.Free();
        await ReadAsync(answers, load);
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the answer is kept");
        clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.True((await ReadAsync(answers, load)).Cached);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await ReadAsync(answers, load)).Cached);
    }

    [Fact]
    public async Task A_refreshed_answer_is_what_the_next_reader_gets()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var answers = Over(running, options => options.LocalTimeToLive = TimeSpan.FromSeconds(10));
        await ReadAsync(answers, load);
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the answer is kept");
        await answers.RefreshAsync("acc", AnswerSource.Rollup, load.LoadAsync);
        var answer = await ReadAsync(answers, load);
        Assert.Equal((true, """{"n":2}"""), (answer.Cached, Body(answer)));
    }

    [Fact]
    public async Task What_is_kept_in_the_process_is_bounded_and_leaves_by_itself()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
        var clock = new ManualClock(Some.Noon);
        using var answers = Over(
            running,
            options =>
            {
                options.LocalTimeToLive = TimeSpan.FromSeconds(1);
                options.LocalLimit = 100;
            },
            clock);
        for (var account = 0; account < 1_000; account++) await ReadAsync(answers, CountedLoad.Free(), $"acc{account}");
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the last reading is done");
        Assert.InRange(answers.Kept, 1, 100);
        clock.Advance(TimeSpan.FromSeconds(2));
        await ReadAsync(answers, CountedLoad.Free(), "another");
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0 && answers.Kept == 1, "only that one is kept");
    }
}
