using System.Diagnostics.Metrics;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Retention;
using Analytics.Data.Schema;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Analytics.Tests.Servers;
using Ingest.Worker.Events;
using Ingest.Worker.Retention;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ingest.Worker.Tests.Retention;

/// <summary>Retention in real workers, while events of all ages come, and by a clock that is wrong.</summary>
public sealed class RetentionRunsTests(PostgresServer postgres, RabbitMqServer rabbitMq)
{
    [Fact]
    public async Task Old_events_go_new_ones_stay_and_every_one_that_came_has_counted_in_the_ledger()
    {
        const int Rounds = 20;
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        (string, string)[] settings = [("Retention__Months", "1"), ("Retention__Interval", "00:00:00.100")];
        var workers = await Task.WhenAll(pipeline.StartWorkerAsync(settings), pipeline.StartWorkerAsync(settings));
        var now = TimeProvider.System.GetUtcNow();
        for (var round = 0; round < Rounds; round++)
        {
            // Each round finds its months dropped since the last one, or being dropped.
            await pipeline.PublishAsync(
                Some.Event($"new_{round}") with { Timestamp = now },
                Some.Event($"old_{round}") with { Timestamp = now.AddMonths(-3) },
                Some.Event($"older_{round}") with { Timestamp = now.AddYears(-5) });
            await Eventually.EqualAsync((round + 1) * 3L, () => LedgerAsync(pipeline), "the round is stored");
        }

        await Eventually.EqualAsync((long)Rounds, pipeline.StoredAsync, "only new events are left");
        await Eventually.EqualAsync(0L, () => pipeline.ScalarAsync<long>("select (select count(*) from rollups where starts_at < now() - interval '2 months') + (select count(*) from rollup_deltas where hour < now() - interval '2 months')"), "old rollups are gone");
        await pipeline.StoredExactlyAsync(Rounds);
        Assert.Equal(Rounds * 3L, await LedgerAsync(pipeline));
        Assert.Equal(0u, await pipeline.FailedAsync());
        Assert.Contains(workers, worker => File.ReadAllText(worker.Log).Contains("Retention dropped the events of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_whose_clock_is_a_year_ahead_drops_what_is_old_by_PostgreSQLs_and_no_more()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        await RunAsync(connectionString, new RetentionOptions { Months = 1 }, new YearAhead(), ("new", now), ("old", now.AddYears(-5)));
        Assert.Equal(1, await CountAsync(connectionString, "events where event_id = 'new'"));
        Assert.Equal(0, await CountAsync(connectionString, "events where event_id = 'old'"));
        Assert.Equal(1, await CountAsync(connectionString, "rollup_deltas"));
    }

    [Fact]
    public async Task Where_rollups_are_kept_longer_an_events_summary_outlives_it_until_they_are_too_old_too()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        var old = now.AddMonths(-3);
        await RunAsync(connectionString, new RetentionOptions { Months = 1, RollupMonths = 12 }, TimeProvider.System, ("new", now), ("old", old), ("older", now.AddYears(-2)));
        Assert.Equal(1, await CountAsync(connectionString, "events"));
        Assert.Equal(1, await CountAsync(connectionString, "events where event_id = 'new'"));

        await using var reader = AccountReader.To(connectionString, connectionString);
        var summaries = new PostgresSummaries(reader, TimeProvider.System);
        Assert.Equal(1, await SummedAsync(old));
        Assert.Equal(0, await SummedAsync(now.AddYears(-2)));

        async Task<long> SummedAsync(DateTimeOffset at)
        {
            var day = new DateTimeOffset(at.Date, TimeSpan.Zero);
            return (await summaries.ReadAsync(new SelectedEvents("acc_1", day, day.AddDays(1)), default)).Events;
        }
    }

    /// <summary>Stores events of these times, the last of them older than anything that is kept, and lets retention run until that is gone.</summary>
    static async Task RunAsync(string connectionString, RetentionOptions options, TimeProvider clock, params (string Id, DateTimeOffset At)[] events)
    {
        options.Interval = TimeSpan.FromMilliseconds(100);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var writer = new WriterDataSource(connectionString);
        await using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var gate = new DatabaseGate(
            new SchemaMigrator(database), WriteProbe.To(connectionString), new QueueIntake(), Options.Create(new IngestOptions()), TimeProvider.System, NullLogger<DatabaseGate>.Instance);
        using var runs = new RetentionRuns(
            new PostgresRetention(writer, TimeProvider.System), gate, Options.Create(options), new WorkerMetrics(meters.GetRequiredService<IMeterFactory>()), clock, NullLogger<RetentionRuns>.Instance);
        await gate.StartAsync(default);
        await Eventually.TrueAsync(() => Task.FromResult(gate.IsOpen), "the schema is there");
        await new PostgresEventStore(writer, TimeProvider.System).AppendAsync(
            [.. events.Select(one => EventRowMapping.RowOf(Some.Event(one.Id) with { Timestamp = one.At }, one.At))], default);

        await runs.StartAsync(default);
        await Eventually.EqualAsync(0L, () => CountAsync(connectionString, "rollup_deltas where hour < now() - interval '14 months'"), "a run is over: its deltas go last");
        await runs.StopAsync(default);
        await gate.StopAsync(default);
    }

    static async Task<long> CountAsync(string connectionString, string from)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var count = database.CreateCommand($"select count(*) from {from}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    static Task<long> LedgerAsync(Pipeline pipeline) => pipeline.ScalarAsync<long>(
        "select (coalesce((select sum(stored) from ledger), 0) + coalesce((select sum(stored) from ledger_deltas), 0))::bigint");

    sealed class YearAhead : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddYears(1);
    }
}
