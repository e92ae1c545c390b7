using Analytics.Contracts;
using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
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
using Ingest.Api.Tops;

if (args is ["health", .. var asked])
{
    Environment.ExitCode = await HealthCommand.RunAsync(asked, Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS"));
    return;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddAccountReader(builder.Configuration);
builder.Services.AddSecurity(builder.Configuration);
builder.Services.AddPipeline(builder.Configuration);
builder.AddEventPublishing();
builder.Services.AddEvents();
builder.Services.AddDialects();
builder.Services.AddRedisCache(builder.Configuration);
builder.Services.AddAnswers(builder.Configuration);
builder.Services.AddSummaries();
builder.Services.AddSummariesApi();
builder.Services.AddListing();
builder.Services.AddExports();
builder.Services.AddLive();
builder.Services.AddSetAside();
builder.Services.AddErrorQueue();
builder.Services.AddHealth();
builder.Services.AddRequests();

await using var app = builder.Build();
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
