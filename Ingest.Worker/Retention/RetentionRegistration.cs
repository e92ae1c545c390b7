using Analytics.Data.Retention;

namespace Ingest.Worker.Retention;

/// <summary>Registers retention.</summary>
static class RetentionRegistration
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<PostgresRetention>();
        builder.Services.AddHostedService<RetentionRuns>();
    }
}
