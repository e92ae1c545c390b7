using Analytics.Data.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace Analytics.Data.Cache;

/// <summary>
/// Bytes by key in Redis, best effort: whatever goes wrong is a miss, and no call takes longer than
/// <see cref="CacheOptions.OperationTimeout"/>. A Redis that is absent, dead or frozen is found out by the ping of the background
/// loop or by the first few readers, and then costs nothing until it answers again. With <see cref="RedisChannels"/>, over the same
/// connection, the only user of StackExchange.Redis, whose own time limits are far longer, and which may hold on to a connection that is
/// dead: both are seen to here.
/// </summary>
public sealed class RedisCache : BackgroundService
{
    readonly CacheOptions options;
    readonly CacheMetrics metrics;
    readonly TimeProvider clock;
    readonly ILogger<RedisCache> log;
    readonly LogThrottle throttle;
    readonly ResiliencePipeline pipeline;
    readonly ConfigurationOptions configuration;
    ConnectionMultiplexer? connection;
    volatile string? trouble = "connecting";
    int awayIsSaid = 1;

    public RedisCache(IOptions<CacheOptions> options, CacheMetrics metrics, TimeProvider clock, ILogger<RedisCache> log)
    {
        this.options = options.Value;
        this.metrics = metrics;
        this.clock = clock;
        this.log = log;
        throttle = new LogThrottle(TimeSpan.FromSeconds(30), clock);
        pipeline = CacheBreaker.Create(this.options, clock);
        configuration = ConfigurationOptions.Parse(this.options.Connection, ignoreUnknown: true);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = (int)this.options.ConnectTimeout.TotalMilliseconds;
        configuration.ConnectRetry = 1;
        configuration.KeepAlive = 15;
        configuration.ClientName ??= "analytics";
    }

    internal CacheMetrics Metrics => metrics;

    /// <summary>Null while Redis answers; otherwise what is the matter, in a few words without address or password.</summary>
    public string? Trouble => trouble;

    /// <summary>The value under <paramref name="key"/>, or null: there is none, or Redis did not say in time.</summary>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellation)
    {
        var outcome = await CallAsync("get", static async (redis, key) => (byte[]?)await redis.StringGetAsync(key, CommandFlags.None), key, cancellation);
        if (outcome is not { Exception: null } answered) return null;
        metrics.Done("get", answered.Result is null ? "miss" : "hit");
        return answered.Result;
    }

    /// <summary>Keeps a value for <paramref name="timeToLive"/>; says nothing when it could not.</summary>
    public async ValueTask SetAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellation)
    {
        var outcome = await CallAsync(
            "set",
            static (redis, entry) => redis.StringSetAsync(entry.key, entry.value, entry.timeToLive, When.Always, CommandFlags.None),
            (key, value, timeToLive),
            cancellation);
        if (outcome is { Exception: null }) metrics.Done("set", "stored");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(options.ProbeInterval, clock);
        var aliveAt = clock.GetTimestamp();
        try
        {
            do
            {
                if (connection is null || clock.GetElapsedTime(aliveAt) > options.ReplaceAfter)
                {
                    await ReplaceConnectionAsync(stoppingToken);
                    aliveAt = clock.GetTimestamp();
                }

                if (await PingAsync(stoppingToken)) aliveAt = clock.GetTimestamp();
            }
            while (await tick.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
        finally
        {
            trouble = "stopped";
            Close(Interlocked.Exchange(ref connection, null));
        }
    }

    // Through the same breaker as the readers, so that the ping and not a reader pays for finding out, in both directions.
    async Task<bool> PingAsync(CancellationToken cancellation)
    {
        var outcome = await CallAsync("ping", static (redis, _) => redis.PingAsync(CommandFlags.None), 0, cancellation);
        if (outcome is not { Exception: null }) return false;
        metrics.Done("ping", "alive");
        return true;
    }

    // Null: not tried. The outcome's exception has been counted and logged; the caller's own cancellation is thrown.
    internal async ValueTask<Outcome<T>?> CallAsync<T, TState>(
        string operation, Func<IDatabase, TState, Task<T>> call, TState state, CancellationToken cancellation)
    {
        var connection = Volatile.Read(ref this.connection);
        if (connection is not { IsConnected: true })
        {
            metrics.Skipped(operation);
            if (connection is not null) Down("not connected");
            return null;
        }

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellation);
        Outcome<T> outcome;
        try
        {
            outcome = await pipeline.ExecuteOutcomeAsync(
                static async (context, call) => await AnswerAsync(call, context.CancellationToken), context, (connection, call, state));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        switch (outcome.Exception)
        {
            case null:
                Up();
                break;
            case OperationCanceledException when cancellation.IsCancellationRequested:
                cancellation.ThrowIfCancellationRequested();
                break;
            case BrokenCircuitException:
                metrics.Skipped(operation);
                return null;
            case TimeoutRejectedException:
                metrics.Failed(operation);
                Down("no answer in time");
                break;
            default:
                metrics.Failed(operation);
                Down(outcome.Exception.GetType().Name);
                break;
        }

        return outcome;
    }

    // The token ends the waiting, not the call: what is left behind may still fail, and nobody else would look.
    static async ValueTask<Outcome<T>> AnswerAsync<T, TState>(
        (ConnectionMultiplexer connection, Func<IDatabase, TState, Task<T>> call, TState state) call, CancellationToken cancellation)
    {
        try
        {
            var answer = call.call(call.connection.GetDatabase(), call.state);
            Observe(answer);
            return Outcome.FromResult(await answer.WaitAsync(cancellation));
        }
        catch (Exception fault)
        {
            return Outcome.FromException<T>(fault);
        }
    }

    static void Observe(Task abandoned) => abandoned.ContinueWith(
        static task => _ = task.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    async Task ReplaceConnectionAsync(CancellationToken cancellation)
    {
        Close(Interlocked.Exchange(ref connection, null));
        var connecting = ConnectionMultiplexer.ConnectAsync(configuration);
        try
        {
            // It comes back unconnected when Redis is away, and goes on trying by itself; the limit is for a connect that hangs.
            connection = await connecting.WaitAsync(10 * options.ConnectTimeout, clock, cancellation);
        }
        catch (Exception fault)
        {
            _ = CloseLateAsync(connecting);
            cancellation.ThrowIfCancellationRequested();
            Down(fault.GetType().Name);
        }
    }

    async Task CloseLateAsync(Task<ConnectionMultiplexer> connecting)
    {
        try
        {
            Close(await connecting);
        }
        catch (Exception fault)
        {
            Down(fault.GetType().Name);
        }
    }

    // Not Dispose(): it waits for the commands under way, and they wait for a server that may be gone.
    void Close(ConnectionMultiplexer? connection)
    {
        try
        {
            connection?.Close(allowCommandsToComplete: false);
        }
        catch (Exception fault)
        {
            DataLog.RedisNotClosed(log, fault.GetType().Name);
        }
    }

    void Up()
    {
        if (trouble is null) return;
        trouble = null;
        if (Interlocked.Exchange(ref awayIsSaid, 0) == 1) DataLog.RedisBack(log);
    }

    void Down(string reason)
    {
        trouble = reason;
        if (!throttle.MaySpeak(out var kept)) return;
        Volatile.Write(ref awayIsSaid, 1);
        DataLog.RedisAway(log, reason, kept);
    }
}
