using System.Diagnostics.Metrics;
using Analytics.Data.Cache;
using Analytics.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Tests.Cache;

/// <summary>A <see cref="RedisCache"/> as a host would run it, impatient so that tests need not wait for its repairs.</summary>
public sealed class RunningCache : IAsyncDisposable
{
    readonly ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<CacheMetrics>().BuildServiceProvider();

    RunningCache(string connection, Action<CacheOptions>? configure)
    {
        var options = new CacheOptions
        {
            Connection = connection,
            ProbeInterval = TimeSpan.FromMilliseconds(100),
            BreakDuration = TimeSpan.FromMilliseconds(500),
            ReplaceAfter = TimeSpan.FromSeconds(3),
        };
        configure?.Invoke(options);
        Cache = new RedisCache(Options.Create(options), Metrics, TimeProvider.System, NullLogger<RedisCache>.Instance);
    }

    public RedisCache Cache { get; }

    /// <summary>Whose meters are this cache's own.</summary>
    public IMeterFactory Meters => services.GetRequiredService<IMeterFactory>();

    public CacheMetrics Metrics => services.GetRequiredService<CacheMetrics>();

    /// <summary>Started, whether Redis is there or not.</summary>
    public static async Task<RunningCache> StartedAsync(string connection, Action<CacheOptions>? configure = null)
    {
        var running = new RunningCache(connection, configure);
        await running.Cache.StartAsync(CancellationToken.None);
        return running;
    }

    /// <summary>Started, and connected.</summary>
    public static async Task<RunningCache> ConnectedAsync(RedisServer server, Action<CacheOptions>? configure = null)
    {
        var running = await StartedAsync(server.ConnectionString, configure);
        await running.IsUpAsync();
        return running;
    }

    public Task IsUpAsync() => Soon.BecomesTrueAsync(() => Cache.Trouble is null, "the cache is connected");

    public async ValueTask DisposeAsync()
    {
        await Cache.StopAsync(CancellationToken.None);
        Cache.Dispose();
        await services.DisposeAsync();
    }
}
