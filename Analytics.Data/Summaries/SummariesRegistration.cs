using Analytics.Data.Accounts;
using Analytics.Data.Series;
using Analytics.Data.Tops;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.Data.Summaries;

/// <summary>Registers what counts events for readers.</summary>
public static class SummariesRegistration
{
    /// <summary>Adds summaries, series, tops and <see cref="PostgresAccounts"/>. Needs an <see cref="Postgres.AccountReader"/>.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PostgresSummaries>();
        services.TryAddSingleton<PostgresSeries>();
        services.TryAddSingleton<PostgresTops>();
        services.TryAddSingleton<PostgresAccounts>();
        services.TryAddSingleton<LoadSummary>(provider => provider.GetRequiredService<PostgresSummaries>().ReadAsync);
        return services;
    }
}
