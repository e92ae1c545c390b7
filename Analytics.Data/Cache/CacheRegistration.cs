using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Data.Cache;

/// <summary>Registers the cache.</summary>
public static class CacheRegistration
{
    /// <summary>
    /// Adds <see cref="RedisCache"/> and <see cref="RedisChannels"/>; they connect in the background when the host starts. Options come from section <c>Cache</c>
    /// and <c>ConnectionStrings:Redis</c>, and are validated at start; the server need not be there.
    /// </summary>
    public static IServiceCollection AddRedisCache(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CacheOptions>()
            .Bind(configuration.GetSection("Cache"))
            .Configure(options => options.Connection = configuration.GetConnectionString("Redis") ?? options.Connection)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CacheMetrics>();
        services.TryAddSingleton<RedisCache>();
        services.TryAddSingleton<RedisChannels>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisCache>());
        return services;
    }
}
