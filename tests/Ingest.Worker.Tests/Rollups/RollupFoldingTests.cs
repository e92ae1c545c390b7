using Analytics.Tests.Servers;

namespace Ingest.Worker.Tests.Rollups;

public sealed class RollupFoldingTests(PostgresServer postgres, RabbitMqServer rabbitMq)
{
    [Fact]
    public async Task A_fault_that_only_folding_meets_keeps_no_event_waiting_and_the_ledger_is_folded_on()
    {
        await using var pipeline = await Pipeline.StartedAsync(postgres, rabbitMq);
        var worker = await pipeline.StartWorkerAsync(("Rollups__FoldInterval", "00:00:00.050"), ("Rollups__FoldTimeLimit", "00:00:00"));
        await ExecuteAsync(
            pipeline,
            """
            create function break_page() returns trigger language plpgsql as 'begin raise exception ''invalid page'' using errcode = ''XX001''; end';
            create trigger break_page before insert on rollups for each row execute function break_page();
            """);
        await pipeline.PublishAsync(Some.Event("one"));
        await Eventually.TrueAsync(async () => Count(await File.ReadAllTextAsync(worker.Log), "Folding rollups failed") > 3, "folding fails again and again");
        await pipeline.PublishAsync(Some.Event("two"));
        await Eventually.EqualAsync(2L, pipeline.StoredAsync, "it is stored");
        await Eventually.EqualAsync(2L, () => pipeline.ScalarAsync<long>("select coalesce(sum(stored), 0)::bigint from ledger"), "the ledger is folded");
        Assert.DoesNotContain("PostgreSQL is lost", await File.ReadAllTextAsync(worker.Log), StringComparison.Ordinal);

        await ExecuteAsync(pipeline, "drop trigger break_page on rollups");
        await Eventually.EqualAsync(2L, () => pipeline.ScalarAsync<long>("select coalesce(sum(events), 0)::bigint from rollups where grain = 'hour'"), "what waited is folded");
        await pipeline.StoredExactlyAsync(2);
    }

    static async Task ExecuteAsync(Pipeline pipeline, string sql)
    {
        await using var command = pipeline.Postgres.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    static int Count(string text, string words) => text.Split(words).Length - 1;
}
