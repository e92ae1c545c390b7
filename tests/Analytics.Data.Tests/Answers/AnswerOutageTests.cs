using System.Diagnostics;
using System.Text;
using Analytics.Data.Answers;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using Npgsql;
using static Analytics.Data.Tests.Answers.Answering;

namespace Analytics.Data.Tests.Answers;

/// <summary>What a reader gets while PostgreSQL or Redis is away, frozen or full of rubbish.</summary>
public sealed class AnswerOutageTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_load_that_fails_fails_its_waiters_and_the_next_reader_loads_again()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = new CountedLoad { Fault = new InvalidOperationException("broken") };
        using var answers = Over(running, options => options.LocalTimeToLive = TimeSpan.FromSeconds(10));
        var waiters = Enumerable.Range(0, 5).Select(_ => ReadAsync(answers, load)).ToArray();
        await load.Begun;
        load.LetGo();
        foreach (var waiter in waiters) Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiter)).Message);
        Assert.Equal(1, load.Calls);

        load.Fault = null;
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the failed load has left");
        var answer = await ReadAsync(answers, load);
        Assert.False(answer.Cached);
        Assert.Equal("""{"n":2}""", Body(answer));
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_the_last_good_answer_is_given_for_an_hour_and_says_so()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var clock = new ManualClock(Some.Noon);
        var load = new CountedLoad { Clock = clock };
        load.LetGo();
        using var answers = Over(running, clock: clock);
        await ReadAsync(answers, load);
        await IsStoredAsync(server, "acc");
        foreach (var fault in (Exception[])[new NpgsqlException("away"), new TimeoutException(), new IOException("cut")])
        {
            load.Fault = fault;
            clock.Advance(TimeSpan.FromMinutes(10));
            await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the last reading has left");
            var stale = await ReadAsync(answers, load);
            Assert.Equal((true, true, """{"n":1}"""), (stale.Cached, stale.Stale, Body(stale)));
            Assert.Equal(Some.Noon, stale.Answer.AsOf.UtcDateTime);
        }

        load.Fault = new InvalidOperationException("a defect is told, not hidden");
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the last reading has left");
        await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(answers, load));

        load.Fault = new NpgsqlException("away");
        clock.Advance(TimeSpan.FromMinutes(31));
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the last reading has left");
        await Assert.ThrowsAsync<NpgsqlException>(() => ReadAsync(answers, load));

        load.Fault = null;
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the last reading has left");
        var fresh = await ReadAsync(answers, load);
        Assert.Equal((false, false), (fresh.Cached, fresh.Stale));
    }

    [Fact]
    public async Task A_load_that_ignores_its_deadline_is_left_behind()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
        using var answers = Over(running, options => options.LoadTimeout = options.RawLoadTimeout = TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => answers.ReadAsync("a", AnswerSource.Rollup, _ => new TaskCompletionSource<Answer>().Task, default));
        await Assert.ThrowsAsync<TooCostlyException>(() => answers.ReadAsync("b", AnswerSource.Raw, _ => new TaskCompletionSource<Answer>().Task, default));
    }

    [Fact]
    public async Task A_load_that_holds_whoever_cancels_it_is_left_behind_and_keeps_its_turn_until_it_ends()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
        using var answers = Over(running, options => (options.LoadTimeout, options.ConcurrentLoadLimit) = (TimeSpan.FromMilliseconds(50), 1));
        using var held = new ManualResetEventSlim();
        var end = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var leaving = answers.ReadAsync("a", AnswerSource.Rollup, HoldAsync, default);
        try
        {
            await Assert.ThrowsAsync<TimeoutException>(() => leaving.WaitAsync(Patience));
            Assert.True(leaving.IsFaulted, "The reader has no answer while the load is held.");
            var next = CountedLoad.Free();
            await Assert.ThrowsAsync<TimeoutException>(() => ReadAsync(answers, next, "b"));
            Assert.Equal(0, next.Calls);
        }
        finally
        {
            held.Set();
        }

        end.SetException(new NpgsqlException("It went on, and nobody waits."));
        await Soon.BecomesTrueAsync(IsAnsweredAsync, "the turn is given back");

        Task<Answer> HoldAsync(CancellationToken cancellation)
        {
            _ = cancellation.Register(() => held.Wait(CancellationToken.None));
            return end.Task;
        }

        async ValueTask<bool> IsAnsweredAsync()
        {
            try
            {
                return Body(await ReadAsync(answers, CountedLoad.Free(), "c")).Length > 0;
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Rubbish_in_the_cache_is_a_miss_and_is_overwritten(string rubbish)
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        await running.Cache.SetAsync("acc", Encoding.UTF8.GetBytes(rubbish), TimeSpan.FromMinutes(1), default);
        using var answers = Over(running);
        Assert.False((await ReadAsync(answers, CountedLoad.Free())).Cached);
        await Soon.BecomesTrueAsync(async () => (await ReadAsync(answers, CountedLoad.Free())).Cached, "the answer is stored");
    }

    [Fact]
    public async Task A_frozen_Redis_delays_an_answer_by_its_time_limit_and_its_store_by_nothing()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        using var answers = Over(running);
        server.Freeze();
        for (var account = 0; account < 5; account++)
        {
            var watch = Stopwatch.StartNew();
            Assert.False((await ReadAsync(answers, CountedLoad.Free(), $"acc{account}")).Cached);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task An_answer_does_not_wait_until_it_is_stored()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(
            server, options => (options.OperationTimeout, options.Connection) = (TimeSpan.FromMinutes(10), $"{server.ConnectionString},asyncTimeout=600000"));
        using var answers = Over(running);
        var load = new CountedLoad();
        var reading = ReadAsync(answers, load);
        await load.Begun.WaitAsync(Patience);
        server.Freeze();
        load.LetGo();
        Assert.False((await reading.WaitAsync(Patience)).Cached);
        Assert.Equal(1, answers.UnderWay);
        server.Thaw();
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the answer is stored");
    }

    [Fact]
    public async Task A_killed_Redis_changes_no_answer_and_caches_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var answers = Over(running);
        await ReadAsync(answers, load);
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the answer is stored");
        await server.KillAsync();
        Assert.False((await ReadAsync(answers, load)).Cached);
        await server.StartAsync();
        await running.IsUpAsync();
        await Soon.BecomesTrueAsync(async () => (await ReadAsync(answers, load)).Cached, "the cache is used again");
    }
}
