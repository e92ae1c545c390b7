using Analytics.Data.Accounts;
using Analytics.Data.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Summaries;

/// <summary>Registers what reads summaries.</summary>
public static class SummariesRegistration
{
    /// <summary>
    /// Adds <see cref="CachedSummaries"/> over <see cref="PostgresSummaries"/>, and <see cref="PostgresAccounts"/>. Needs an
    /// <see cref="Postgres.AccountReader"/> and <see cref="CacheRegistration.AddRedisCache"/>.
    /// </summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SummariesOptions>().Bind(configuration.GetSection("Summaries")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PostgresSummaries>();
        services.TryAddSingleton<PostgresAccounts>();
        services.TryAddSingleton<LoadSummary>(provider => provider.GetRequiredService<PostgresSummaries>().ReadAsync);
        services.TryAddSingleton(provider => new CachedSummaries(
            provider.GetRequiredService<RedisCache>(),
            provider.GetRequiredService<LoadSummary>(),
            provider.GetRequiredService<IOptions<SummariesOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        return services;
    }
}
