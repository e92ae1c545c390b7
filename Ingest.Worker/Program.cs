using Analytics.Data.Changes;
using Analytics.Data.Hosting;
using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Data.Telemetry;
using Ingest.Worker.Events;
using Ingest.Worker.Health;
using Ingest.Worker.Keys;
using Ingest.Worker.Retention;
using Ingest.Worker.Rollups;
using Ingest.Worker.Telemetry;

// Without a verb: takes events from the queue and stores them, until it is told to stop.
// migrate: brings the schema up to date and exits.
// keys: makes, lists and revokes API keys, and exits.
// health: asks the worker that runs in the same container, and exits.
return await StartFailure.ToldAsync("Ingest.Worker", () => args switch
{
    ["migrate", ..] => MigrateAsync(args),
    ["keys", .. var rest] => KeysCommand.RunAsync(rest, WebApplication.CreateSlimBuilder().Configuration),
    ["health", .. var asked] => HealthCommand.RunAsync(asked, Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")),
    _ when CommandLine.HasVerb(args) => CommandLine.NotUnderstoodAsync(args[0], "migrate", "keys", "health"),
    _ => TakeEventsAsync(args),
});

static async Task<int> MigrateAsync(string[] args)
{
    await using var schema = SchemaMigrator.To(PostgresConnections.Owner(WebApplication.CreateSlimBuilder(args).Configuration));
    foreach (var name in await schema.MigrateAsync(default)) Console.WriteLine($"migrated {name}");
    return 0;
}

static async Task<int> TakeEventsAsync(string[] args)
{
    using var stop = new StopSignal();
    using var telemetry = WorkerTelemetry.Create(args);
    var pause = new ReattachPause();
    return await WorkerHosts.RunAsync(
        () =>
        {
            var app = Build(args, pause, telemetry);
            app.MapHealth();
            app.MapMetrics();
            return app;
        },
        WorkerHosts.LetGoLimit,
        stop.Told);
}

static WebApplication Build(string[] args, ReattachPause pause, TelemetryExport telemetry)
{
    var builder = WebApplication.CreateBuilder(args);
    builder.Services.AddSingleton(pause);
    builder.AddTelemetry(telemetry);
    builder.Services.AddChangeTelling(builder.Configuration);
    builder.AddEventConsuming();
    builder.AddRollupFolding();
    builder.AddRetention();
    return builder.Build();
}
