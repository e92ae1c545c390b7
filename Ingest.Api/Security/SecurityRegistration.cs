using Analytics.Data.Accounts;
using Analytics.Data.Hosting;
using Ingest.Api.Limits;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Security;

/// <summary>Registers who is let in.</summary>
static class SecurityRegistration
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("Security");
        services.AddSection<SecurityOptions>("Security");
        services.AddLimits();
        services.AddSingleton<PostgresApiKeyReader>();
        services.AddSingleton<LoadApiKeys>(provider => provider.GetRequiredService<PostgresApiKeyReader>().ReadAsync);
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<KeyCheck>();
        services.AddSingleton<PageOrigins>();
        var options = section.Get<SecurityOptions>() ?? new SecurityOptions();
        services.AddCors(cors => IngestOrigins.Configure(cors, options));
        if (options.Mode == SecurityMode.Keys)
            services.AddHostedService(provider => provider.GetRequiredService<KnownKeys>());
        else if (!options.AllowOpenOnAnyAddress)
            services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(OpenOnLoopback.Check));
        return services;
    }

    /// <summary>After routing, before every route.</summary>
    public static void UseSecurity(this WebApplication app)
    {
        // Before the guard: a browser's preflight carries no key, and a page must be able to read why it was refused.
        app.UseCors();
        app.UseAddressLimit();
        if (app.Services.GetRequiredService<IOptions<SecurityOptions>>().Value.Mode == SecurityMode.Keys) app.UseMiddleware<AccessGuard>();
        else app.UseMiddleware<OpenGuard>();
        app.UseKeyLimit();
    }
}
