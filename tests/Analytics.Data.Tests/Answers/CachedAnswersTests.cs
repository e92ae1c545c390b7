using System.Diagnostics;
using System.Text;
using Analytics.Data.Answers;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Data.Tests.Answers;

public sealed class CachedAnswersTests
{
    [Fact]
    public async Task The_second_reading_is_from_the_cache_and_keeps_its_moment()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var answers = Over(running);
        var first = await ReadAsync(answers, load);
        await IsStoredAsync(server, "acc");
        var second = await ReadAsync(answers, load);

        Assert.Equal((false, false), (first.Cached, first.Stale));
        Assert.Equal((true, false), (second.Cached, second.Stale));
        Assert.Equal((first.Answer.AsOf, first.Answer.Source, first.Answer.BodyHash, Body(first)), (second.Answer.AsOf, second.Answer.Source, second.Answer.BodyHash, Body(second)));
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task A_reader_who_comes_while_the_answer_is_being_stored_has_a_hit_and_loads_nothing()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var answers = Over(running);
        for (var reading = 0; reading < 50; reading++) Assert.Equal(reading > 0, (await ReadAsync(answers, load)).Cached);
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task Answers_are_fresh_for_a_minute_give_or_take_a_tenth_and_stay_another_hour_in_case_PostgreSQL_goes_away()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        using var answers = Over(running);
        var lives = new HashSet<long>();
        for (var account = 0; account < 20; account++)
        {
            await ReadAsync(answers, CountedLoad.Free(), $"acc{account}");
            await IsStoredAsync(server, $"acc{account}");
            var left = long.Parse((await server.AskAsync($"PTTL acc{account}"))[1..]) - 3_600_000;
            Assert.InRange(left, 45_000, 66_000);
            lives.Add(left / 1_000);
        }

        Assert.True(lives.Count > 3, "The times to live differ.");
    }

    [Fact]
    public async Task Five_hundred_readers_of_one_answer_are_one_load()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = new CountedLoad();
        using var answers = Over(running);
        var readers = Enumerable.Range(0, 500).Select(_ => Task.Run(() => ReadAsync(answers, load))).ToArray();
        await load.Begun;
        load.LetGo();
        Assert.All(await Task.WhenAll(readers), answer => Assert.Equal("""{"n":1}""", Body(answer)));
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task Different_answers_do_not_wait_for_each_other()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        var slow = new CountedLoad();
        using var answers = Over(running);
        var waiting = ReadAsync(answers, slow, "slow");
        await ReadAsync(answers, CountedLoad.Free());
        Assert.False(waiting.IsCompleted);
        slow.LetGo();
        await waiting;
    }

    [Fact]
    public async Task A_load_goes_on_when_the_reader_who_began_it_leaves()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = new CountedLoad();
        using var answers = Over(running);
        using var leaving = new CancellationTokenSource();
        var first = ReadAsync(answers, load, cancellation: leaving.Token);
        await load.Begun;
        var second = ReadAsync(answers, load);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        load.LetGo();
        Assert.Equal("""{"n":1}""", Body(await second));
        Assert.Equal(1, load.Calls);
    }

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
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        using var answers = Over(running, options => options.LoadTimeout = options.RawLoadTimeout = TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => answers.ReadAsync("a", AnswerSource.Rollup, _ => new TaskCompletionSource<Answer>().Task, default));
        await Assert.ThrowsAsync<TooCostlyException>(() => answers.ReadAsync("b", AnswerSource.Raw, _ => new TaskCompletionSource<Answer>().Task, default));
    }

    [Fact]
    public async Task No_more_loads_run_at_a_time_than_allowed_and_those_from_raw_rows_take_no_turn_of_the_others()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        using var answers = Over(running, options =>
        {
            options.ConcurrentLoadLimit = 2;
            options.ConcurrentRawLoadLimit = 1;
            options.RawLoadTimeout = TimeSpan.FromSeconds(20);
        });
        var (load, raw) = (new CountedLoad(), new CountedLoad());
        var readers = Enumerable.Range(0, 10).Select(i => ReadAsync(answers, load, $"a{i}")).ToList();
        readers.AddRange(Enumerable.Range(0, 10).Select(i => answers.ReadAsync($"r{i}", AnswerSource.Raw, raw.LoadAsync, default)));
        await Task.WhenAll(load.Begun, raw.Begun);
        Assert.InRange(load.Calls, 1, 2);
        Assert.Equal(1, raw.Calls);
        load.LetGo();
        raw.LetGo();
        await Task.WhenAll(readers);
        Assert.Equal((10, 10), (load.Calls, raw.Calls));
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

    [Fact]
    public async Task An_answer_stays_in_the_process_for_a_moment_and_then_no_longer()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
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
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
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

    static CachedAnswers Over(RunningCache running, Action<AnswersOptions>? configure = null, TimeProvider? clock = null)
    {
        var options = new AnswersOptions { LoadTimeout = TimeSpan.FromSeconds(20), LocalTimeToLive = TimeSpan.Zero };
        configure?.Invoke(options);
        return new CachedAnswers(running.Cache, Options.Create(options), clock ?? TimeProvider.System, new Random(1));
    }

    static Task<CachedAnswer> ReadAsync(CachedAnswers answers, CountedLoad load, string key = "acc", CancellationToken cancellation = default) =>
        answers.ReadAsync(key, AnswerSource.Rollup, load.LoadAsync, cancellation);

    static string Body(CachedAnswer answer) => Encoding.UTF8.GetString(answer.Answer.Body);

    static Task IsStoredAsync(RedisServer server, string key) =>
        Soon.BecomesTrueAsync(async () => await server.AskAsync($"EXISTS {key}") == ":1", "the answer is stored");
}
