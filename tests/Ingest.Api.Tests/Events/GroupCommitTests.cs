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
    const int EventsThatMayWait = 3;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly IBusControl bus = Bus.Factory.CreateUsingInMemory(_ => { });
    readonly HeldPublishes publishes = new();
    readonly KeptLog log = new();
    readonly FailingClock clock = new();
    readonly ServiceProvider metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly LoggerFactory logs = new();
    readonly GroupCommit commit;

    public GroupCommitTests()
    {
        logs.AddProvider(log);
        bus.ConnectPublishObserver(publishes);
        var options = Options.Create(new GroupCommitOptions
        {
            FrameEventLimit = 1,
            FramesInFlightLimit = 1,
            WaitingBytesLimit = EventsThatMayWait * Some.Read(Some.Event()).Pieces.Sum(piece => piece.Bytes.Length),
            CommitTimeLimit = TimeSpan.FromSeconds(30),
            PublishTimeout = TimeSpan.FromSeconds(10),
        });
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

    [Fact]
    public async Task A_request_of_several_frames_is_not_confirmed_by_those_that_were_when_another_was_not()
    {
        publishes.Hold();
        var request = commit.CommitAsync(Some.Read(Some.Batch(Some.Event(id: "1"), Some.Event(id: "2"), Some.Event(id: "3")), limits: Some.Limits with { PieceEventLimit = 1 }).Pieces);
        await publishes.LetOneGoAsync().WaitAsync(Patience);
        await publishes.FailOneAsync().WaitAsync(Patience);
        Assert.Equal(CommitResult.Unconfirmed, await request.WaitAsync(Patience));
    }

    [Fact]
    public async Task What_comes_while_as_much_waits_as_may_is_refused_at_once_until_there_is_room_again()
    {
        publishes.Hold();
        var underWay = CommitAsync();
        await publishes.BegunAsync().WaitAsync(Patience);
        var waiting = Enumerable.Range(0, EventsThatMayWait).Select(_ => CommitAsync()).ToList();
        for (var more = 0; more <= EventsThatMayWait; more++) // what was refused takes no room
        {
            var refused = CommitAsync();
            Assert.True(refused.IsCompleted);
            Assert.Equal(CommitResult.Full, await refused);
        }

        Assert.DoesNotContain(waiting, request => request.IsCompleted);

        publishes.Release();
        Assert.All(await Task.WhenAll([underWay, .. waiting]).WaitAsync(Patience), result => Assert.Equal(CommitResult.Confirmed, result));
        Assert.Equal(CommitResult.Confirmed, await CommitAsync().WaitAsync(Patience));
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
