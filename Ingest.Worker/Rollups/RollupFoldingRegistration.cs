using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Data.Rollups;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Rollups;

/// <summary>Registers the folding of rollups.</summary>
static class RollupFoldingRegistration
{
    public static void AddRollupFolding(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RollupOptions>().BindConfiguration("Rollups").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new PostgresRollups(
            services.GetRequiredService<WriterDataSource>(),
            services.GetRequiredService<IOptions<RollupOptions>>().Value,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new BusyHours(
            services.GetRequiredService<WriterDataSource>(),
            services.GetRequiredService<IOptions<RollupOptions>>().Value,
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<LedgerFold>();
        builder.Services.AddHostedService<RollupFolding>();
    }
}
