using Analytics.Data.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Analytics.Data.Ledger;

/// <summary>Registers the ledger for a host that reads it and counts what it received.</summary>
public static class LedgerRegistration
{
    /// <summary>Two connections of its own: the readers' are read-only, and the count must not wait behind them.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        var postgres = new NpgsqlConnectionStringBuilder(configuration.GetConnectionString("Postgres"))
        {
            ApplicationName = "analytics-ledger",
            MaxPoolSize = 2,
            Timeout = 2,
            CommandTimeout = 5,
        };
        return services.AddSingleton(provider =>
            new PostgresLedger(PrimaryDataSource.Create(postgres), provider.GetRequiredService<TimeProvider>()));
    }
}
