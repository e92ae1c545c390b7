using System.Net;
using Analytics.Data.Events;
using Analytics.Data.Schema;
using Analytics.Tests.Servers;
using Ingest.Worker.Events;
using Ingest.Worker.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ingest.Worker.Tests.Health;

/// <summary>A worker that takes nothing although it could is told by its liveness, and by nothing else.</summary>
public sealed class ProgressWatchTests(PostgresServer postgres) : IAsyncLifetime
{
    static readonly int Limit = (int)ProgressWatch.StandstillLimit.TotalSeconds;

    readonly SteppedClock clock = new();
    NpgsqlDataSource database = null!;
    DatabaseGate gate = null!;
    ProgressWatch progress = null!;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        database = NpgsqlDataSource.Create(connectionString);
        gate = new DatabaseGate(
            new SchemaMigrator(database), WriteProbe.To(connectionString), new QueueIntake(), Options.Create(new IngestOptions()), TimeProvider.System, NullLogger<DatabaseGate>.Instance);
        progress = new ProgressWatch(gate, clock);
    }

    [Fact]
    public async Task A_worker_that_neither_begins_nor_ends_a_batch_for_two_minutes_stands_still_until_it_does()
    {
        await OpenAsync();
        clock.Step(Limit);
        Assert.False(progress.StandsStill);
        clock.Step(1);
        Assert.True(progress.StandsStill);
        progress.Works();
        Assert.False(progress.StandsStill);
        Assert.Equal(TimeSpan.Zero, progress.IdleTime);
    }

    [Fact]
    public async Task A_worker_that_has_nothing_to_do_does_not_stand_still_and_is_idle_nevertheless()
    {
        await OpenAsync();
        clock.Step(Limit);
        progress.Rests();
        clock.Step(Limit);
        Assert.False(progress.StandsStill);
        Assert.Equal(2 * ProgressWatch.StandstillLimit, progress.IdleTime);
        clock.Step(1);
        Assert.True(progress.StandsStill);
    }

    [Fact]
    public async Task A_worker_without_PostgreSQL_does_not_stand_still_and_has_all_its_time_when_it_is_there()
    {
        clock.Step(10 * Limit);
        Assert.False(progress.StandsStill);
        await OpenAsync();
        clock.Step(Limit);
        Assert.False(progress.StandsStill);
        clock.Step(1);
        Assert.True(progress.StandsStill);
    }

    [Fact]
    public async Task One_that_stands_still_is_503_to_who_asks_whether_it_lives()
    {
        await OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton(progress);
        builder.Services.AddSingleton(gate);
        await using var app = builder.Build();
        app.MapHealth();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.OK, await LiveAsync());
        clock.Step(Limit + 1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await LiveAsync());
        progress.Works();
        Assert.Equal(HttpStatusCode.OK, await LiveAsync());

        async Task<HttpStatusCode> LiveAsync()
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.StatusCode;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.StopAsync(default);
        gate.Dispose();
        await database.DisposeAsync();
    }

    async Task OpenAsync()
    {
        await gate.StartAsync(default);
        await Eventually.TrueAsync(() => Task.FromResult(gate.IsOpen), "the schema is there");
    }
}
