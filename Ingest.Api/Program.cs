using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Health;
using Ingest.Api.ErrorQueue;
using Ingest.Api.Pipeline;
using Ingest.Api.SetAside;
using Ingest.Api.Summaries;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(_ => ReaderDataSource.Create(
    builder.Configuration.GetConnectionString("Postgres") ?? throw new InvalidOperationException("ConnectionStrings:Postgres is not set.")));
builder.Services.AddSingleton<AccountReader>();
builder.Services.AddPipeline(builder.Configuration);
builder.AddEventPublishing();
builder.Services.AddEvents();
builder.Services.AddRedisCache(builder.Configuration);
builder.Services.AddSummaries(builder.Configuration);
builder.Services.AddSummariesApi();
builder.Services.AddSetAside();
builder.Services.AddErrorQueue();
builder.Services.AddHealth();
builder.Services.AddProblemDetails();

await using var app = builder.Build();
app.UseExceptionHandler();
app.MapEvents();
app.MapSummaries();
app.MapAccounts();
app.MapPipeline();
app.MapSetAside();
app.MapErrorQueue();
app.MapHealth();
await app.RunAsync();
