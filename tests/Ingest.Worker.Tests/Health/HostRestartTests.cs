using Ingest.Worker.Health;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingest.Worker.Tests.Health;

public class HostRestartTests
{
    readonly ApplicationLifetime lifetime = new(NullLogger<ApplicationLifetime>.Instance);

    [Fact]
    public void A_restart_stops_the_host_and_asks_for_another()
    {
        var restart = new HostRestart(lifetime);
        restart.Request();
        Assert.True(restart.IsRequested);
        Assert.True(lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public void A_host_that_was_told_to_stop_is_not_built_anew()
    {
        var restart = new HostRestart(lifetime);
        lifetime.StopApplication();
        restart.Request();
        Assert.False(restart.IsRequested);
    }
}
