using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Starting;

public sealed class VerbsTests
{
    [Theory]
    [InlineData("Ingest.Worker", "migrte", "migrate")]
    [InlineData("Ingest.Api", "helth", "health")]
    public async Task A_verb_that_is_mistyped_starts_nothing(string program, string verb, string meant)
    {
        var (code, _, errors) = await WorkerCommand.EndAsync(program, [], verb, "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, code);
        Assert.StartsWith($"{verb} is not understood.", errors, StringComparison.Ordinal);
        Assert.Contains(meant, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_migrates_need_not_know_where_RabbitMQ_is()
    {
        await using var postgres = await PostgresServer.StartedAsync();
        var output = await WorkerCommand.RunAsync([("ConnectionStrings__Postgres", await postgres.CreateDatabaseAsync())], "migrate");
        Assert.StartsWith("migrated 0001_events.sql", output, StringComparison.Ordinal);
    }
}
