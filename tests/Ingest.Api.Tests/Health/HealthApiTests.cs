using Ingest.Api.Tests.Summaries;

namespace Ingest.Api.Tests.Health;

public sealed class HealthApiTests : IAsyncLifetime
{
    ReadingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/live")]
    public async Task A_process_that_answers_is_alive(string target)
    {
        var answer = await host.GetAsync(target);
        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"status":"ok"}""", answer.Body);
    }

    [Fact]
    public async Task Without_a_database_it_is_not_ready_and_says_so_without_addresses()
    {
        var answer = await host.GetAsync("/health/ready");
        Assert.Equal(503, answer.Status);
        var json = answer.Json;
        Assert.Equal("unready", json.GetProperty("status").GetString());
        Assert.Equal("down", json.GetProperty("dependencies").GetProperty("postgres").GetProperty("state").GetString());
        Assert.Equal("down", json.GetProperty("dependencies").GetProperty("redis").GetProperty("state").GetString());
        Assert.DoesNotContain("127.0.0.1", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }
}
