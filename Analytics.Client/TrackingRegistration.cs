using System.Diagnostics.Metrics;
using Analytics.Client.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Analytics.Client;

/// <summary>Adds tracking to an application.</summary>
public static class TrackingRegistration
{
    /// <summary>
    /// Adds one <see cref="IEventTracker"/> for the process. The host checks the options when it starts, and when it stops sends what
    /// waits, after everything else has stopped.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets at least <see cref="EventTrackerOptions.Endpoint"/>.</param>
    public static IServiceCollection AddEventTracking(this IServiceCollection services, Action<EventTrackerOptions> configure)
    {
        services.AddOptions<EventTrackerOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EventTrackerOptions>, EventTrackerOptionsValidation>());
        services.TryAddSingleton(provider => new EventTracker(
            provider.GetRequiredService<IOptions<EventTrackerOptions>>().Value,
            provider.GetService<ILogger<EventTracker>>(),
            provider.GetService<TimeProvider>(),
            provider.GetService<IMeterFactory>(),
            isHosted: true));
        services.TryAddSingleton<IEventTracker>(provider => provider.GetRequiredService<EventTracker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TrackerShutdown>());
        return services;
    }
}
