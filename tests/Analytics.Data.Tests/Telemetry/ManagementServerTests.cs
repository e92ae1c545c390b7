using Analytics.Data.Telemetry;
using Analytics.Tests.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Tests.Telemetry;

public sealed class ManagementServerTests
{
    [Fact]
    public async Task One_that_takes_the_place_of_another_in_the_process_goes_on_counting()
    {
        using var telemetry = new TelemetryExport(new ConfigurationBuilder().Build(), "test", "test", isScraped: true);
        using var http = new HttpClient();
        var options = Options.Create(new ManagementOptions { Url = $"http://127.0.0.1:{FreePort.Take()}" });
        for (var host = 0; host < 2; host++)
        {
            var server = new ManagementServer(telemetry, options, NullLogger<ManagementServer>.Instance);
            await server.StartAsync(default);
            await http.GetStringAsync($"{options.Value.Url}/metrics");
            await server.StopAsync(default);
        }

        Assert.Matches("""http_server_request_duration_seconds_count\{[^}]*\} 2\n""", telemetry.Scrape());
    }

    [Theory]
    [InlineData("http://192.0.2.1:1")] // of another machine
    [InlineData("nowhere")]
    public async Task An_address_that_cannot_be_listened_on_costs_the_measurements_and_not_the_host(string url)
    {
        using var telemetry = new TelemetryExport(new ConfigurationBuilder().Build(), "test", "test", isScraped: true);
        var server = new ManagementServer(telemetry, Options.Create(new ManagementOptions { Url = url }), NullLogger<ManagementServer>.Instance);
        await server.StartAsync(default);
        await server.StopAsync(default);
    }
}
