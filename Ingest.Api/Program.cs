using Ingest.Api.Events;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddEventPublishing();
builder.Services.AddEvents();

await using var app = builder.Build();
app.MapEvents();
app.MapGet("/health/ready", () => "");
app.MapGet("/health/live", () => "");
await app.RunAsync();
