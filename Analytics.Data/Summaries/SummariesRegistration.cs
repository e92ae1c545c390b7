using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Data.Summaries;

/// <summary>Registers what summarizes events for readers.</summary>
public static class SummariesRegistration
{
    /// <summary>Adds <see cref="LoadSummary"/>. Needs an <see cref="Postgres.AccountReader"/>.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PostgresSummaries>();
        services.TryAddSingleton<LoadSummary>(provider => provider.GetRequiredService<PostgresSummaries>().ReadAsync);
        return services;
    }
}
