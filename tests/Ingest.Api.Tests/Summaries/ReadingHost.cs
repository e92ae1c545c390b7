using Analytics.Data.Selections;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Postgres;
using Analytics.Data.Summaries;
using Ingest.Api.Accounts;
using Ingest.Api.Answers;
using Ingest.Api.Health;
using Ingest.Api.Series;
using Ingest.Api.Summaries;
using Ingest.Api.Tops;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingest.Api.Tests.Summaries;

/// <summary>The reading routes in a real server, over a load written by hand; PostgreSQL and Redis are not there.</summary>
sealed class ReadingHost : IAsyncDisposable
{
    WebApplication app = null!;

    public ConcurrentQueue<SelectedEvents> Asked { get; } = new();

    public LoadSummary Load { get; set; } = (query, _) => Task.FromResult(Some.Summary(query.AccountId));

    public KeptLog Log { get; } = new();

    /// <summary>Whose meters are this host's.</summary>
    public IMeterFactory Meters => app.Services.GetRequiredService<IMeterFactory>();

    public Uri Address => new(app.Urls.First());

    public static async Task<ReadingHost> StartedAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var host = new ReadingHost();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> 
        {
            ["ConnectionStrings:Redis"] = "127.0.0.1:1",
            ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1;Username=somebody;Password=secret",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAccountReader(builder.Configuration);
        builder.Services.AddSingleton<LoadSummary>((query, cancellation) =>
        {
            host.Asked.Enqueue(query);
            return host.Load(query, cancellation);
        });
        builder.Services.AddRedisCache(builder.Configuration).AddAnswers().AddReading().AddHealth()
            .AddSummaries().AddSummariesApi().AddSeries().AddTops().AddAccounts();
        builder.Logging.ClearProviders().AddProvider(host.Log).AddFilter(null, LogLevel.Information).AddFilter("Microsoft", LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information); // off in appsettings.json
        host.app = builder.Build();
        host.app.MapSummaries().MapSeries().MapTops().MapAccounts().MapHealth();
        await host.app.StartAsync();
        return host;
    }

    public Task<RawAnswer> GetAsync(string target, params (string Name, string Value)[] headers) => RawAnswer.GetAsync(Address, target, default, headers);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
