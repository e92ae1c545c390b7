using Analytics.Client;
using Analytics.Samples.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A worker that tracks what it does: dotnet run -- http://127.0.0.1:8080, and Ctrl-C.
var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddEventTracking(options =>
{
    options.Endpoint = new Uri(args.ElementAtOrDefault(0) ?? "http://127.0.0.1:8080");
    options.ApiKey = Environment.GetEnvironmentVariable("ANALYTICS_KEY");
});
builder.Services.AddHostedService<Jobs>();
using var host = builder.Build();
await host.RunAsync();
