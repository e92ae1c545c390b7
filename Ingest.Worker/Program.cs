using Analytics.Data.Schema;
using Ingest.Worker.Events;
using Ingest.Worker.Health;
using Ingest.Worker.Rollups;
using Ingest.Worker.Telemetry;

// run (default): takes events from the queue and stores them, until it is told to stop.
// migrate: brings the schema up to date and exits.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<WorkerMetrics>();
builder.AddEventConsuming();
builder.AddRollupFolding();

await using var app = builder.Build();
if (args is ["migrate", ..])
{
    foreach (var name in await app.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(default)) Console.WriteLine($"migrated {name}");
    return;
}

app.MapHealth();
await app.RunAsync();
