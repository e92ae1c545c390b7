using Analytics.Contracts;
using Analytics.Data.Changes;
using Analytics.Data.Schema;
using Ingest.Worker.Events;
using Ingest.Worker.Health;
using Ingest.Worker.Keys;
using Ingest.Worker.Retention;
using Ingest.Worker.Rollups;
using Ingest.Worker.Telemetry;

// run (default): takes events from the queue and stores them, until it is told to stop.
// migrate: brings the schema up to date and exits.
// keys: makes, lists and revokes API keys, and exits.
// health: asks the worker that runs in the same container, and exits.
if (args is ["migrate", ..])
{
    await using var once = Build(args, new ReattachPause());
    foreach (var name in await once.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(default)) Console.WriteLine($"migrated {name}");
    return;
}

if (args is ["keys", .. var rest])
{
    Environment.ExitCode = await KeysCommand.RunAsync(rest, WebApplication.CreateSlimBuilder().Configuration);
    return;
}

if (args is ["health", .. var asked])
{
    Environment.ExitCode = await HealthCommand.RunAsync(asked, Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS"));
    return;
}

using var stop = new StopSignal();
var pause = new ReattachPause();
while (true)
{
    var app = Build(args, pause);
    app.MapHealth();
    await app.StartAsync();
    var restart = app.Services.GetRequiredService<HostRestart>();
    try
    {
        using (stop.Told.Register(app.Lifetime.StopApplication)) await app.WaitForShutdownAsync();
    }
    catch (Exception notInOrder) when (restart.IsRequested)
    {
        WorkerLog.HostNotStopped(app.Logger, notInOrder);
    }

    app.Services.GetRequiredService<BusConnections>().Cut();
    if (stop.Told.IsCancellationRequested || !restart.IsRequested) return;
    _ = LetGoAsync(app);
}

// Beside the next host, which must not wait for it: a bus that does not come back may not go either. But the connections to PostgreSQL
// and Redis go back.
static async Task LetGoAsync(WebApplication replaced)
{
    try
    {
        await replaced.DisposeAsync();
    }
    catch (Exception notInOrder)
    {
        WorkerLog.HostNotStopped(replaced.Logger, notInOrder);
    }
}

static WebApplication Build(string[] args, ReattachPause pause)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddSingleton(pause);
    builder.Services.AddSingleton<WorkerMetrics>();
    builder.Services.AddChangeTelling(builder.Configuration);
    builder.AddEventConsuming();
    builder.AddRollupFolding();
    builder.AddRetention();
    return builder.Build();
}
