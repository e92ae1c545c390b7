using System.Diagnostics.Metrics;
using Analytics.Contracts;
using Analytics.Load.Bench;
using Ingest.Api.Broker;
using Ingest.Api.Events;
using Ingest.Api.Pipeline;
using Ingest.Api.Telemetry;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analytics.Load.Edge;

/// <summary>The API's own group commit over a bus that publishes to another queue than the system's.</summary>
sealed class CommitRun : IAsyncDisposable
{
    // Twice what the frames in flight hold: while they await their confirm, the next are there to be gathered.
    const int WaitersAhead = 2;

    readonly IBusControl bus;
    readonly GroupCommit commit;
    readonly ServiceProvider services;
    readonly MeterListener listener = new();
    long frames;

    CommitRun(IBusControl bus)
    {
        this.bus = bus;
        services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: ApiMetrics.FrameEventsName, Meter.Name: ApiMetrics.MeterName }) listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => Interlocked.Increment(ref frames));
        listener.Start();
        var options = Options.Create(new GroupCommitOptions());
        commit = new GroupCommit(
            new BrokerPublisher(bus, options, NullLogger<BrokerPublisher>.Instance),
            new ReceivedCounter(),
            options,
            TimeProvider.System,
            new ApiMetrics(services.GetRequiredService<IMeterFactory>()),
            NullLogger<GroupCommit>.Instance);
    }

    /// <summary>Starts it; exchange and queue of that name are made with it.</summary>
    public static async Task<CommitRun> StartAsync(BrokerAddress broker, string queue, CancellationToken cancellation)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker.Nodes[0]);
            rabbit.ConfigureJsonSerializerOptions(json =>
            {
                json.WriteIndented = false;
                return json;
            });
            rabbit.Message<EventRecordedBatch>(message => message.SetEntityName(queue));
            rabbit.DeployPublishTopology = true;
            rabbit.Publish<EventRecordedBatch>(topology => topology.BindQueue(queue, queue, made => made.SetQueueArgument("x-queue-type", "quorum")));
        });
        await bus.StartAsync(cancellation);
        var run = new CommitRun(bus);
        await run.commit.StartAsync(cancellation);
        return run;
    }

    /// <summary>Commits the piece so many times, by as many waiting requests as keep every frame full.</summary>
    /// <returns>Seconds until the last was confirmed, and how many frames it took.</returns>
    /// <exception cref="BenchFailedException">One was not confirmed.</exception>
    public async Task<(double Seconds, long Frames)> RunAsync(EventPiece piece, int times, int framesInFlight, int piecesInFrame, CancellationToken cancellation)
    {
        var (next, before) = (0, Interlocked.Read(ref frames));
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, (1 + WaitersAhead) * framesInFlight * piecesInFrame).Select(_ => Task.Run(WaitAsync, cancellation)));
        return (TimeProvider.System.GetElapsedTime(began).TotalSeconds, Interlocked.Read(ref frames) - before);

        async Task WaitAsync()
        {
            while (Interlocked.Increment(ref next) <= times)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await commit.CommitAsync([piece]) is not CommitResult.Confirmed and var result)
                    throw new BenchFailedException($"RabbitMQ did not confirm a frame: {result}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await commit.StopAsync(CancellationToken.None);
        await bus.StopAsync(TimeSpan.FromSeconds(10));
        commit.Dispose();
        listener.Dispose();
        await services.DisposeAsync();
    }
}
