using Analytics.Data.Hosting;

namespace Ingest.Api.Limits;

/// <summary>Registers how much one may ask and send.</summary>
static class LimitsRegistration
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSection<LimitsOptions>("Limits");
        return services.AddSingleton<RateLimits>();
    }

    /// <summary>Before keys are looked at: whoever tries many is slowed down too. Nothing stands in the way where the limit is off.</summary>
    public static void UseAddressLimit(this WebApplication app)
    {
        if (app.Services.GetRequiredService<RateLimits>().AddressRequests is { } buckets) app.UseMiddleware<RequestLimit>(buckets, (Func<HttpContext, string?>)RateLimits.AddressOf);
    }

    /// <summary>After keys were looked at.</summary>
    public static void UseKeyLimit(this WebApplication app)
    {
        if (app.Services.GetRequiredService<RateLimits>().KeyRequests is { } buckets) app.UseMiddleware<RequestLimit>(buckets, (Func<HttpContext, string?>)RateLimits.KeyOf);
    }
}
