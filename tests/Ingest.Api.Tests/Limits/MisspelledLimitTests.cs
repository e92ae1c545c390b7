using Analytics.Tests.Servers;

namespace Ingest.Api.Tests.Limits;

public sealed class MisspelledLimitTests
{
    [Fact]
    public async Task A_setting_that_nobody_knows_ends_the_start_with_its_name_in_one_line()
    {
        await using var api = new HostProcess(
            "Ingest.Api",
            ("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=nobody"),
            ("ConnectionStrings__RabbitMq", "amqp://nobody@127.0.0.1:1"),
            ("ConnectionStrings__Redis", "127.0.0.1:1"),
            ("Limits__KeyEvent__PerMinute", "1"));
        api.Launch();
        await Eventually.EqualAsync(false, () => Task.FromResult(api.IsRunning), "it has ended");
        var log = await File.ReadAllLinesAsync(api.Log);
        Assert.Contains("'KeyEvent'", Assert.Single(log, line => line.StartsWith("Ingest.Api cannot run: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(1, await api.StopAsync());
    }
}
