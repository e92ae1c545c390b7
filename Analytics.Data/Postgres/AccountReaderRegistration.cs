using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Data.Postgres;

/// <summary>Registers the reading side of PostgreSQL.</summary>
public static class AccountReaderRegistration
{
    /// <summary>Adds <see cref="AccountReader"/> over <see cref="PostgresConnections"/>; the server need not be there.</summary>
    public static IServiceCollection AddAccountReader(this IServiceCollection services, IConfiguration configuration)
    {
        var (reader, overseer) = (PostgresConnections.Reader(configuration), PostgresConnections.Overseer(configuration));
        return services.AddSingleton(_ => AccountReader.To(reader, overseer));
    }
}
