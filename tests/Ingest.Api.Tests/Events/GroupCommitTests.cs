using System.Diagnostics.Metrics;
using Ingest.Api.Broker;
using Ingest.Api.Events;
using Ingest.Api.Pipeline;
using Ingest.Api.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Tests.Events;

/// <summary>Over MassTransit's bus in memory: what RabbitMQ does is tested end to end.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    readonly IBusControl bus = Bus.Factory.CreateUsingInMemory(_ => { });
    readonly KeptLog log = new();
    readonly FailingClock clock = new();
    readonly ServiceProvider metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly LoggerFactory logs = new();
    readonly GroupCommit commit;

    public GroupCommitTests()
    {
        logs.AddProvider(log);
        var options = Options.Create(new GroupCommitOptions { FramesInFlightLimit = 1, CommitTimeLimit = TimeSpan.FromSeconds(30), PublishTimeout = TimeSpan.FromSeconds(10) });
        commit = new GroupCommit(
            new BrokerPublisher(bus, options, logs.CreateLogger<BrokerPublisher>()),
            new ReceivedCounter(),
            options,
            clock,
            new ApiMetrics(metrics.GetRequiredService<IMeterFactory>()),
            logs.CreateLogger<GroupCommit>());
    }

    public async ValueTask InitializeAsync()
    {
        await bus.StartAsync();
        await commit.StartAsync(default);
    }

    [Fact]
    public async Task A_publisher_that_meets_a_defect_fails_that_frames_requests_at_once_and_goes_on()
    {
        Assert.Equal(CommitResult.Confirmed, await CommitAsync());
        clock.Fails = true;
        Assert.Equal(CommitResult.Unconfirmed, await CommitAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        clock.Fails = false;
        Assert.Equal(CommitResult.Confirmed, await CommitAsync().WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(LogLevel.Error, Assert.Single(log.Lines).level);
    }

    Task<CommitResult> CommitAsync() => commit.CommitAsync(Some.Read(Some.Event()).Pieces);

    public async ValueTask DisposeAsync()
    {
        await commit.StopAsync(default);
        commit.Dispose();
        await bus.StopAsync();
        await metrics.DisposeAsync();
        logs.Dispose();
    }
}
