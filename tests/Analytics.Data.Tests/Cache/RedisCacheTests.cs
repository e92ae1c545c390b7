using System.Diagnostics;
using System.Diagnostics.Metrics;
using Analytics.Data.Cache;
using Analytics.Tests.Servers;

namespace Analytics.Data.Tests.Cache;

public sealed class RedisCacheTests
{
    static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);
    static readonly byte[] Value = [0, 1, 255, 13, 10];

    static Task<byte[]?> GetAsync(RunningCache running, string key = "k") => running.Cache.GetAsync(key, CancellationToken.None).AsTask();

    static Task SetAsync(RunningCache running, string key = "k") => running.Cache.SetAsync(key, Value, AMinute, CancellationToken.None).AsTask();

    static async Task<TimeSpan> TimeOfAsync(Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        return watch.Elapsed;
    }

    [Fact]
    public async Task What_is_set_is_found_and_expires()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        Assert.Null(await GetAsync(running));
        await SetAsync(running);
        Assert.Equal(Value, await GetAsync(running));
        Assert.InRange(int.Parse((await server.AskAsync("TTL k"))[1..]), 50, 60);

        await running.Cache.SetAsync("brief", Value, TimeSpan.FromMilliseconds(50), CancellationToken.None);
        await Soon.BecomesTrueAsync(async () => await GetAsync(running, "brief") is null, "a value expires");
    }

    [Fact]
    public async Task A_Redis_that_was_never_there_is_a_miss_at_once_and_is_found_when_it_comes()
    {
        await using var server = new RedisServer();
        await using var running = await RunningCache.StartedAsync(server.ConnectionString);
        var time = await TimeOfAsync(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                Assert.Null(await GetAsync(running));
                await SetAsync(running);
            }
        });
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.NotNull(running.Cache.Trouble);

        await server.StartAsync();
        await running.IsUpAsync();
        await SetAsync(running);
        Assert.Equal(Value, await GetAsync(running));
    }

    [Fact]
    public async Task A_host_name_that_means_nothing_is_a_miss()
    {
        await using var running = await RunningCache.StartedAsync("no-such-host.invalid:6379");
        Assert.InRange(await TimeOfAsync(() => GetAsync(running)), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.NotNull(running.Cache.Trouble);
    }

    [Fact]
    public async Task A_killed_Redis_is_a_miss_and_is_found_again_when_it_is_back()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        await SetAsync(running);
        await server.KillAsync();
        for (var i = 0; i < 20; i++)
            Assert.InRange(await TimeOfAsync(async () => Assert.Null(await GetAsync(running))), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        await Soon.BecomesTrueAsync(() => running.Cache.Trouble is not null, "the loss is seen");

        await server.StartAsync();
        await running.IsUpAsync();
        Assert.Null(await GetAsync(running));
        await SetAsync(running);
        Assert.Equal(Value, await GetAsync(running));
    }

    [Fact]
    public async Task A_frozen_Redis_costs_the_first_readers_one_time_limit_and_the_others_nothing()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server, options => (options.BreakDuration, options.ReplaceAfter) = (AMinute, 2 * AMinute));
        using var failed = new FailedGets(running);
        await SetAsync(running);
        server.Freeze();
        Assert.InRange(await TimeOfAsync(async () => Assert.Null(await GetAsync(running))), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        for (var i = 0; i < 3; i++) await GetAsync(running);

        var failures = failed.Count;
        Assert.InRange(failures, 0, 3);
        var time = await TimeOfAsync(async () =>
        {
            for (var i = 0; i < 1_000; i++) Assert.Null(await GetAsync(running));
        });
        Assert.Equal(failures, failed.Count);
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal("no answer in time", running.Cache.Trouble);
    }

    [Fact]
    public async Task A_Redis_that_freezes_under_load_is_left_alone_although_most_calls_of_late_succeeded()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server, options => options.BreakDuration = AMinute);
        for (var i = 0; i < 2_000; i++) await SetAsync(running);
        server.Freeze();
        await Soon.BecomesTrueAsync(
            async () =>
            {
                var before = running.Metrics.Failures;
                await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GetAsync(running)));
                return running.Metrics.Failures == before;
            },
            "the breaker opens");
        Assert.InRange(running.Metrics.Failures, 3, 30);
    }

    [Fact]
    public async Task A_frozen_Redis_is_used_again_when_it_goes_on()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server);
        server.Freeze();
        await Soon.BecomesTrueAsync(() => running.Cache.Trouble is not null, "the loss is seen with no reader");
        server.Thaw();
        await running.IsUpAsync();
        await SetAsync(running);
        Assert.Equal(Value, await GetAsync(running));
    }

    [Fact]
    public async Task A_connection_that_stays_silent_is_replaced()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server, options => options.ReplaceAfter = TimeSpan.FromSeconds(1));
        server.Freeze();
        var failures = running.Metrics.Failures;
        await Soon.BecomesTrueAsync(() => running.Cache.Trouble == "not connected" && running.Metrics.Failures > failures, "a new connection is tried");
        server.Thaw();
        await running.IsUpAsync();
    }

    [Fact]
    public async Task An_error_that_Redis_sends_is_a_miss_and_no_reason_to_leave_it_alone()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.ConnectedAsync(server, options => options.BreakDuration = AMinute);
        await server.AskAsync("LPUSH list a");
        for (var i = 0; i < 20; i++) Assert.Null(await GetAsync(running, "list"));
        await SetAsync(running);
        Assert.Equal(Value, await GetAsync(running));
    }

    [Fact]
    public void No_reader_waits_for_Redis_longer_than_250_ms_unless_it_is_set_otherwise() =>
        Assert.InRange(new CacheOptions().OperationTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(250));

    [Fact]
    public async Task A_password_is_never_in_what_is_said_about_the_trouble()
    {
        await using var server = await RedisServer.StartedAsync();
        await using var running = await RunningCache.StartedAsync($"127.0.0.1:{server.Port},password=wrong-secret");
        Assert.Null(await GetAsync(running));
        await Soon.BecomesTrueAsync(() => running.Cache.Trouble is not (null or "connecting"), "the trouble is named");
        Assert.DoesNotContain("secret", running.Cache.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", running.Cache.Trouble, StringComparison.Ordinal);
    }

    /// <summary>Those of readers alone: a ping that was under way when the breaker opened may fail at any time after.</summary>
    sealed class FailedGets : IDisposable
    {
        readonly MeterListener listener;
        int count;

        public FailedGets(RunningCache running)
        {
            var meters = running.Meters;
            listener = new MeterListener
            {
                InstrumentPublished = (instrument, self) =>
                {
                    if (instrument.Meter.Scope == meters && instrument.Name == "analytics.cache.operations") self.EnableMeasurementEvents(instrument);
                },
            };
            listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                if (tags[0].Value is "get" && tags[1].Value is "failed") Interlocked.Increment(ref count);
            });
            listener.Start();
        }

        public int Count => Volatile.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
