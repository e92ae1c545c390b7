using System.Collections.Concurrent;
using Analytics.Data.Answers;
using Analytics.Data.Cache;
using Analytics.Data.Latest;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Data.Summaries;
using Analytics.Tests.Servers;
using Ingest.Api.Live;
using Ingest.Api.Security;
using Ingest.Api.Summaries;
using Ingest.Api.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ingest.Api.Tests.Live;

/// <summary>
/// The stream in a real server with a Redis of its own or none, over a PostgreSQL that is written by hand: so many events are
/// stored of each account, or it is away. Every summary that is read of it counts.
/// </summary>
sealed class LiveHost : IAsyncDisposable
{
    WebApplication app = null!;
    int loads;

    /// <summary>Events by account.</summary>
    public ConcurrentDictionary<string, int> Stored { get; } = new();

    public bool IsAway { get; set; }

    /// <summary>Summaries read so far.</summary>
    public int Loads => Volatile.Read(ref loads);

    public LiveHub Hub => app.Services.GetRequiredService<LiveHub>();

    public KeptLog Log { get; } = new();

    public RedisChannels Channels => app.Services.GetRequiredService<RedisChannels>();

    public ChangeListening Listening => app.Services.GetRequiredService<ChangeListening>();

    public Uri Address => new(app.Urls.First());

    public static async Task<LiveHost> StartedAsync(RedisServer? redis = null, params (string Name, string Value)[] settings)
    {
        var host = new LiveHost();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Redis"] = redis?.ConnectionString ?? "127.0.0.1:1",
            ["ConnectionStrings:Postgres"] = "Host=127.0.0.1;Port=1;Username=somebody;Password=secret",
            ["Security:Mode"] = "Open",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAccountReader(builder.Configuration).AddSecurity(builder.Configuration);
        builder.Services.AddSingleton<ApiMetrics>();
        builder.Services.AddSingleton<LoadSummary>((query, _) => host.Answer(() =>
        {
            Interlocked.Increment(ref host.loads);
            return Summaries.Some.Summary(query.AccountId) with { Events = host.Stored.GetValueOrDefault(query.AccountId!) };
        }));
        builder.Services.AddSingleton<LoadLatestEvents>((account, _) => host.Answer<IReadOnlyList<LatestEvent>>(() =>
            [.. Enumerable.Range(0, host.Stored.GetValueOrDefault(account)).Reverse().Take(100).Select(EventOf)]));
        builder.Services.AddSingleton<LoadStoredCounts>((accounts, _) => host.Answer<IReadOnlyDictionary<string, long>>(() =>
            accounts.Where(host.Stored.ContainsKey).ToDictionary(account => account, account => (long)host.Stored[account])));
        builder.Services.AddRedisCache(builder.Configuration).AddAnswers().AddSummaries().AddSummariesApi().AddLive();
        builder.Logging.ClearProviders().AddProvider(host.Log);
        host.app = builder.Build();
        host.app.MapLive();
        await host.app.StartAsync();
        return host;
    }

    /// <summary>One more event is stored.</summary>
    public void Store(string account) => Stored.AddOrUpdate(account, 1, (_, stored) => stored + 1);

    /// <summary>A client that reads along.</summary>
    public Task<ReadStream> OpenAsync(string query) => ReadStream.OpenedAsync(new Uri(Address, $"/api/v1/analytics/stream?{query}"));

    public Task<RawAnswer> GetAsync(string query) => RawAnswer.GetAsync(Address, $"/api/v1/analytics/stream?{query}");

    /// <summary>Stops as on SIGTERM, and returns when it has.</summary>
    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    static LatestEvent EventOf(int number)
    {
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        return new($"e{number}", "user_1", "login", at, at.AddMilliseconds(5), null);
    }

    Task<T> Answer<T>(Func<T> answer) => IsAway ? Task.FromException<T>(new NpgsqlException("It is away.")) : Task.FromResult(answer());
}
