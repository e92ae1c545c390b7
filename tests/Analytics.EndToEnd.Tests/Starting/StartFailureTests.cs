using System.Net;
using System.Net.Sockets;

namespace Analytics.EndToEnd.Tests.Starting;

/// <summary>Whoever starts a program wrongly reads why in one line, and it ends with 1. No server is needed for that.</summary>
public sealed class StartFailureTests
{
    static readonly (string Name, string Value)[] NobodyThere =
    [
        ("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=nobody"),
        ("ConnectionStrings__RabbitMq", "amqp://nobody@127.0.0.1:1"),
        ("ConnectionStrings__Redis", "127.0.0.1:1,abortConnect=false"),
        ("Security__Mode", "Open"),
    ];

    [Theory]
    [InlineData("Ingest.Api")]
    [InlineData("Ingest.Worker")]
    public async Task A_setting_that_is_missing_is_named(string program)
    {
        await using var host = new HostProcess(program);
        Assert.Equal("ConnectionStrings:Postgres is not set.", await ReasonAsync(program, host));
    }

    [Theory]
    [InlineData("Ingest.Api", "GroupCommit__FramesInFlightLimit", "0", "FramesInFlightLimit")]
    [InlineData("Ingest.Api", "Security__Mode", "Half", "'Half' at 'Security:Mode'")]
    [InlineData("Ingest.Worker", "Ingest__ConcurrentBatches", "0", "ConcurrentBatches")]
    [InlineData("Ingest.Worker", "Ingest__ConcurrentBatches", "many", "'many' at 'Ingest:ConcurrentBatches'")]
    [InlineData("Ingest.Worker", "ASPNETCORE_URLS", "nowhere", "'nowhere'")]
    [InlineData("Ingest.Worker", "ASPNETCORE_URLS", "http://192.0.2.1:1", "address")] // of another machine
    [InlineData("Ingest.Api", "ASPNETCORE_URLS", "http://192.0.2.1:1", "address")]
    public async Task A_setting_that_is_wrong_is_named(string program, string setting, string value, string named)
    {
        await using var host = new HostProcess(program, [.. NobodyThere, (setting, value)]);
        Assert.Contains(named, await ReasonAsync(program, host));
    }

    [Theory]
    [InlineData("Ingest.Api")]
    [InlineData("Ingest.Worker")]
    public async Task An_address_that_is_taken_is_named(string program)
    {
        await using var host = new HostProcess(program, NobodyThere);
        using var other = new TcpListener(IPAddress.Loopback, host.Address.Port);
        other.Start();
        Assert.Equal($"Failed to bind to address http://127.0.0.1:{host.Address.Port}: address already in use.", await ReasonAsync(program, host));
    }

    /// <summary>Starts it; when it has ended, with 1, what it said why.</summary>
    static async Task<string> ReasonAsync(string program, HostProcess host)
    {
        host.Launch();
        await Eventually.EqualAsync(false, () => Task.FromResult(host.IsRunning), "it has ended");
        var log = await File.ReadAllLinesAsync(host.Log);
        var exitCode = await host.StopAsync();
        Assert.True(exitCode == 1, $"it ended with {exitCode}:\n{string.Join('\n', log)}");
        var opening = $"{program} cannot run: ";
        return Assert.Single(log, line => line.StartsWith(opening, StringComparison.Ordinal))[opening.Length..];
    }
}
