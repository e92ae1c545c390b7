using Analytics.Tests.Servers;

namespace Ingest.Worker.Tests.Retention;

/// <summary>Retention in real workers, while events of all ages come.</summary>
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

    static Task<long> LedgerAsync(Pipeline pipeline) => pipeline.ScalarAsync<long>(
        "select (coalesce((select sum(stored) from ledger), 0) + coalesce((select sum(stored) from ledger_deltas), 0))::bigint");
}
