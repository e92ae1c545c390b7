using Analytics.Data.Cache;
using Analytics.Data.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Answers;

/// <summary>Registers what keeps answers.</summary>
public static class AnswersRegistration
{
    /// <summary>Adds <see cref="CachedAnswers"/>. Needs <see cref="CacheRegistration.AddRedisCache"/>.</summary>
    public static IServiceCollection AddAnswers(this IServiceCollection services)
    {
        services.AddSection<AnswersOptions>("Answers");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new CachedAnswers(
            provider.GetRequiredService<RedisCache>(),
            provider.GetRequiredService<IOptions<AnswersOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        return services;
    }
}
