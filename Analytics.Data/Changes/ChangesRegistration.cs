using Analytics.Data.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Data.Changes;

/// <summary>Registers the telling of changes.</summary>
public static class ChangesRegistration
{
    /// <summary>
    /// Adds <see cref="ChangedAccounts"/> and, where <c>ConnectionStrings:Redis</c> is set, <see cref="ChangeTelling"/>. Without it
    /// nobody is told, and listeners find out by asking.
    /// </summary>
    public static IServiceCollection AddChangeTelling(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ChangedAccounts>();
        if (string.IsNullOrEmpty(configuration.GetConnectionString("Redis"))) return services;
        services.AddRedisCache(configuration);
        return services.AddHostedService<ChangeTelling>();
    }
}
