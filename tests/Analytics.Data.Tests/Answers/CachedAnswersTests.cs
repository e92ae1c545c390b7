using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Analytics.Data.Answers;
using Analytics.Data.Tests.Cache;
using Analytics.Tests.Servers;
using static Analytics.Data.Tests.Answers.Answering;

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
    public async Task Questions_are_counted_as_hits_misses_and_those_that_Redis_did_not_say_a_word_about()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var counted = new ConcurrentQueue<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == running.Meters && instrument.Name == "analytics.cache.requests") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Enqueue($"{tags[0].Value} {value}"));
        listener.Start();

        var load = CountedLoad.Free();
        using var answers = Over(running);
        await ReadAsync(answers, load);
        await IsStoredAsync(server, "acc");
        for (var reading = 0; reading < 2; reading++) await ReadAsync(answers, load);
        await server.KillAsync();
        await Soon.BecomesTrueAsync(() => running.Cache.Trouble is not null, "the cache sees that Redis is away");
        await ReadAsync(answers, load);
        Assert.Equal(["miss 1", "hit 1", "hit 1", "unavailable 1"], counted);
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
    public async Task An_answer_is_fresh_for_so_long_from_when_its_load_began()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        var clock = new ManualClock(Some.Noon);
        using var answers = Over(running, clock: clock);
        await answers.ReadAsync("acc", AnswerSource.Rollup, SlowlyAsync, default);
        await IsStoredAsync(server, "acc");
        await Soon.BecomesTrueAsync(() => answers.UnderWay == 0, "the first reading has left");
        clock.Advance(TimeSpan.FromSeconds(37));
        Assert.False((await ReadAsync(answers, CountedLoad.Free())).Cached); // 67 s after what it says

        Task<Answer> SlowlyAsync(CancellationToken cancellation)
        {
            var answer = new Answer(clock.GetUtcNow(), AnswerSource.Rollup, "{\"n\":0}"u8.ToArray());
            clock.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(answer);
        }
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
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
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
    public async Task No_more_loads_run_at_a_time_than_allowed_and_those_from_raw_rows_take_no_turn_of_the_others()
    {
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{FreePort.Take()}");
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
}
