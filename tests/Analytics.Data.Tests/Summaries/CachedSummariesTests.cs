using Analytics.Data.Selections;
using System.Diagnostics;
using Analytics.Data.Summaries;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Tests.Summaries;

public sealed class CachedSummariesTests
{
    static readonly CancellationToken Never = CancellationToken.None;

    static CachedSummaries Over(RunningCache running, LoadSummary load, Action<SummariesOptions>? configure = null)
    {
        var options = new SummariesOptions { LoadTimeout = TimeSpan.FromSeconds(20) };
        configure?.Invoke(options);
        return new CachedSummaries(running.Cache, load, Options.Create(options), TimeProvider.System, new Random(1));
    }

    static Task IsStoredAsync(RedisServer server, string key) =>
        Soon.BecomesTrueAsync(async () => await server.AskAsync($"EXISTS {key}") == ":1", "the answer is stored");

    [Fact]
    public async Task The_second_reading_is_from_the_cache_and_keeps_its_range_and_its_moment()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var summaries = Over(running, load.LoadAsync);
        var first = await summaries.ReadAsync(Some.Request, Never);
        await IsStoredAsync(server, "summary:1:acc:last_24h");
        var second = await summaries.ReadAsync(Some.Request, Never);

        Assert.False(first.Cached);
        Assert.True(second.Cached);
        Assert.Equal(TimeSpan.FromHours(24), first.To - first.From);
        Assert.Equivalent(first with { Cached = true }, second, strict: true);
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task A_reader_who_comes_while_the_answer_is_being_stored_has_a_hit_and_loads_nothing()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var summaries = Over(running, load.LoadAsync);
        for (var reading = 0; reading < 50; reading++)
            Assert.Equal(reading > 0, (await summaries.ReadAsync(Some.Request, Never)).Cached);
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task Answers_are_kept_for_a_minute_give_or_take_a_tenth()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        using var summaries = Over(running, CountedLoad.Free().LoadAsync);
        var lives = new HashSet<long>();
        for (var account = 0; account < 20; account++)
        {
            await summaries.ReadAsync(EventSelection.Over($"acc{account}", TimeWindow.Default), Never);
            await IsStoredAsync(server, $"summary:1:acc{account}:last_24h");
            var left = long.Parse((await server.AskAsync($"PTTL summary:1:acc{account}:last_24h"))[1..]);
            Assert.InRange(left, 45_000, 66_000);
            lives.Add(left / 1_000);
        }

        Assert.True(lives.Count > 3, "The times to live differ.");
    }

    [Fact]
    public async Task Five_hundred_readers_of_one_summary_are_one_load()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = new CountedLoad();
        using var summaries = Over(running, load.LoadAsync);
        var readers = Enumerable.Range(0, 500).Select(_ => Task.Run(() => summaries.ReadAsync(Some.Request, Never))).ToArray();
        await load.Begun;
        load.LetGo();
        var answers = await Task.WhenAll(readers);
        Assert.Equal(1, load.Calls);
        Assert.All(answers, answer => Assert.Equal(1, answer.Summary.Events));
    }

    [Fact]
    public async Task Different_summaries_do_not_wait_for_each_other()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        var slow = new CountedLoad();
        using var summaries = Over(running, (query, token) => query.AccountId == "slow" ? slow.LoadAsync(query, token) : CountedLoad.Free().LoadAsync(query, token));
        var waiting = summaries.ReadAsync(EventSelection.Over("slow", TimeWindow.Default), Never);
        await summaries.ReadAsync(Some.Request, Never);
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
        using var summaries = Over(running, load.LoadAsync);
        using var leaving = new CancellationTokenSource();
        var first = summaries.ReadAsync(Some.Request, leaving.Token);
        await load.Begun;
        var second = summaries.ReadAsync(Some.Request, Never);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        load.LetGo();
        Assert.Equal(1, (await second).Summary.Events);
        Assert.Equal(1, load.Calls);
    }

    [Fact]
    public async Task A_load_that_fails_fails_its_waiters_and_the_next_reader_loads_again()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = new CountedLoad { Fault = new InvalidOperationException("broken") };
        using var summaries = Over(running, load.LoadAsync);
        var waiters = Enumerable.Range(0, 5).Select(_ => summaries.ReadAsync(Some.Request, Never)).ToArray();
        await load.Begun;
        load.LetGo();
        foreach (var waiter in waiters) Assert.Equal("broken", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiter)).Message);
        Assert.Equal(1, load.Calls);

        load.Fault = null;
        CachedSummary? answer = null;
        await Soon.BecomesTrueAsync(
            async () =>
            {
                try
                {
                    answer = await summaries.ReadAsync(Some.Request, Never);
                    return true;
                }
                catch (InvalidOperationException)
                {
                    // The failed load may still be leaving.
                    return false;
                }
            },
            "the next load succeeds");
        Assert.False(answer!.Cached);
        Assert.Equal(2, answer.Summary.Events);
    }

    [Fact]
    public async Task A_load_that_ignores_its_deadline_is_left_behind()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        var never = new TaskCompletionSource<Summary>();
        using var summaries = Over(running, (_, _) => never.Task, options => options.LoadTimeout = TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAsync<TimeoutException>(() => summaries.ReadAsync(Some.Request, Never));
    }

    [Fact]
    public async Task No_more_loads_run_at_a_time_than_allowed()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        var load = new CountedLoad();
        using var summaries = Over(running, load.LoadAsync, options => options.ConcurrentLoadLimit = 2);
        var readers = Enumerable.Range(0, 10).Select(i => summaries.ReadAsync(EventSelection.Over($"a{i}", TimeWindow.Default), Never)).ToArray();
        await load.Begun;
        Assert.InRange(load.Calls, 1, 2);
        load.LetGo();
        await Task.WhenAll(readers);
        Assert.Equal(10, load.Calls);
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("{\"summary\":{\"events\":1}}")]
    public async Task Rubbish_in_the_cache_is_a_miss_and_is_overwritten(string rubbish)
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        await running.Cache.SetAsync("summary:1:acc:last_24h", System.Text.Encoding.UTF8.GetBytes(rubbish), TimeSpan.FromMinutes(1), Never);
        using var summaries = Over(running, CountedLoad.Free().LoadAsync);
        Assert.False((await summaries.ReadAsync(Some.Request, Never)).Cached);
        await Soon.BecomesTrueAsync(async () => (await summaries.ReadAsync(Some.Request, Never)).Cached, "the answer is stored");
    }

    [Fact]
    public async Task A_frozen_Redis_delays_an_answer_by_its_time_limit_and_its_store_by_nothing()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        using var summaries = Over(running, CountedLoad.Free().LoadAsync);
        server.Freeze();
        for (var account = 0; account < 5; account++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await summaries.ReadAsync(EventSelection.Over($"acc{account}", TimeWindow.Default), Never);
            Assert.False(answer.Cached);
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task A_killed_Redis_changes_no_answer_and_caches_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var load = CountedLoad.Free();
        using var summaries = Over(running, load.LoadAsync);
        await summaries.ReadAsync(Some.Request, Never);
        await Soon.BecomesTrueAsync(() => summaries.UnderWay == 0, "the answer is stored");
        await server.KillAsync();
        Assert.False((await summaries.ReadAsync(Some.Request, Never)).Cached);
        await server.StartAsync();
        await running.IsUpAsync();
        await Soon.BecomesTrueAsync(async () => (await summaries.ReadAsync(Some.Request, Never)).Cached, "the cache is used again");
    }

    [Fact]
    public async Task Nothing_is_kept_of_readings_that_are_done()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{RedisServer.FreePort()}");
        using var summaries = Over(running, CountedLoad.Free().LoadAsync);
        for (var account = 0; account < 1_000; account++)
            await summaries.ReadAsync(EventSelection.Over($"acc{account}", TimeWindow.Default), Never);
        await Soon.BecomesTrueAsync(() => summaries.UnderWay == 0, "the last reading is done");
    }
}
