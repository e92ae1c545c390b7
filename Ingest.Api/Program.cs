using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Hosting;
using Analytics.Data.Postgres;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Broker;
using Ingest.Api.Dashboard;
using Ingest.Api.Dialects;
using Ingest.Api.Events;
using Ingest.Api.Health;
using Ingest.Api.ErrorQueue;
using Ingest.Api.OpenApi;
using Ingest.Api.Exports;
using Ingest.Api.Listing;
using Ingest.Api.Live;
using Ingest.Api.Pipeline;
using Ingest.Api.Requests;
using Ingest.Api.Security;
using Ingest.Api.SetAside;
using Ingest.Api.Series;
using Ingest.Api.Summaries;
using Ingest.Api.Telemetry;
using Ingest.Api.Tops;

// Without a verb: answers requests, until it is told to stop.
// health: asks the API that runs in the same container, and exits.
return await StartFailure.ToldAsync("Ingest.Api", () => args switch
{
    ["health", .. var asked] => HealthCommand.RunAsync(asked, Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")),
    _ when CommandLine.HasVerb(args) => CommandLine.NotUnderstoodAsync(args[0], "health"),
    _ => AnswerAsync(args),
});

static async Task<int> AnswerAsync(string[] args)
{
    var builder = WebApplication.CreateSlimBuilder(args);
    using var telemetry = builder.AddTelemetry();
    builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddAccountReader(builder.Configuration);
    builder.Services.AddSecurity(builder.Configuration);
    builder.Services.AddPipeline(builder.Configuration);
    builder.AddBroker();
    builder.Services.AddEvents();
    builder.Services.AddDialects();
    builder.Services.AddRedisCache(builder.Configuration);
    builder.Services.AddAnswers();
    builder.Services.AddReading();
    builder.Services.AddSummaries();
    builder.Services.AddSummariesApi();
    builder.Services.AddSeries();
    builder.Services.AddTops();
    builder.Services.AddAccounts();
    builder.Services.AddListing();
    builder.Services.AddExports();
    builder.Services.AddLive();
    builder.Services.AddSetAside();
    builder.Services.AddErrorQueue();
    builder.Services.AddHealth();
    builder.Services.AddRequests();

    await using var app = builder.Build();
    app.UseTelemetry();
    app.UseRequests();
    app.UseSecurity();
    app.MapEvents();
    app.MapDialects();
    app.MapSummaries();
    app.MapSeries();
    app.MapTops();
    app.MapLive();
    app.MapAccounts();
    app.MapListing();
    app.MapExports();
    app.MapPipeline();
    app.MapSetAside();
    app.MapErrorQueue();
    app.MapHealth();
    app.MapOpenApiDocument();
    app.MapDashboard();
    await app.RunAsync();
    return 0;
}
