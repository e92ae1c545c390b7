using Analytics.Data.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Answers;

/// <summary>Registers what keeps answers.</summary>
public static class AnswersRegistration
{
    /// <summary>Adds <see cref="CachedAnswers"/>. Needs <see cref="CacheRegistration.AddRedisCache"/>.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnswersOptions>().Bind(configuration.GetSection("Answers")).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new CachedAnswers(
            provider.GetRequiredService<RedisCache>(),
            provider.GetRequiredService<IOptions<AnswersOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        return services;
    }
}
