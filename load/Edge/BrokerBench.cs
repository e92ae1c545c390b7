using Analytics.Contracts;
using Analytics.Load.Bench;
using Analytics.Load.Bench.Edge;
using Analytics.Load.Edge.Parts;
using Ingest.Api.Events;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Analytics.Load.Edge;

/// <summary>
/// Full frames to a quorum queue that nobody consumes: by RabbitMQ's client alone, and by group commit over MassTransit, in turns. The
/// queue is this run's own, emptied after each turn and removed at the end; the system's own queue sees none of it.
/// </summary>
sealed class BrokerBench(BrokerAddress broker, int frames, int rounds, Action<string> say)
{
    const int EventsInPiece = 100;
    const int WarmUpFrames = 300;

    readonly string queue = $"analytics-bench-edge-{Environment.ProcessId}";
    readonly int inFlight = new GroupCommitOptions().FramesInFlightLimit;

    /// <exception cref="BenchFailedException">RabbitMQ is not there, or did not confirm.</exception>
    public async Task<BrokerFigures> RunAsync(CancellationToken cancellation)
    {
        var factory = new ConnectionFactory { Uri = broker.Nodes[0], ClientProvidedName = "analytics-bench" };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
            try
            {
                return await MeasureAsync(channel, cancellation);
            }
            finally
            {
                await channel.QueueDeleteAsync(queue, cancellationToken: CancellationToken.None);
                await channel.ExchangeDeleteAsync(queue, cancellationToken: CancellationToken.None);
            }
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException)
        {
            throw new BenchFailedException($"RabbitMQ: {e.Message.TrimEnd('.')}. Is the system running? ./dev up starts it; --frames 0 does without.", e);
        }
    }

    async Task<BrokerFigures> MeasureAsync(IChannel channel, CancellationToken cancellation)
    {
        await using var commit = await CommitRun.StartAsync(broker, queue, cancellation);
        var piece = Sample.Piece(EventsInPiece);
        var full = Sample.FullFrame(piece).ToMessage();
        var pieces = full.EventCount / EventsInPiece;
        say("Warming up RabbitMQ.");
        await commit.RunAsync(piece, WarmUpFrames * pieces, inFlight, pieces, cancellation);
        var message = await LargestAsync(channel, cancellation);
        var (bare, enveloped, ours, events, sent) = (new List<double>(), new List<double>(), new List<double>(), 0L, 0L);
        await PublishAsync(channel, full.Frame, full.EventCount, WarmUpFrames, cancellation);
        for (var round = 1; round <= rounds; round++)
        {
            bare.Add(await PublishAsync(channel, full.Frame, full.EventCount, frames, cancellation));
            enveloped.Add(await PublishAsync(channel, message, full.EventCount, frames, cancellation));
            await channel.QueuePurgeAsync(queue, cancellation);
            var (seconds, sentFrames) = await commit.RunAsync(piece, frames * pieces, inFlight, pieces, cancellation);
            await channel.QueuePurgeAsync(queue, cancellation);
            (events, sent) = (events + ((long)frames * full.EventCount), sent + sentFrames);
            ours.Add((double)frames * full.EventCount / seconds);
            say($"Round {round}: the client alone {bare[^1]:N0} events/s, with MassTransit's bytes {enveloped[^1]:N0}, ours {ours[^1]:N0}.");
        }

        return new BrokerFigures(inFlight, full.EventCount, full.Frame.Length, message.Length, bare, enveloped, ours, (double)events / sent);
    }

    /// <summary>The longest of the first messages in the queue: a full frame as MassTransit sends it. Empties the queue.</summary>
    async Task<byte[]> LargestAsync(IChannel channel, CancellationToken cancellation)
    {
        byte[] largest = [];
        for (var i = 0; i < 50 && await channel.BasicGetAsync(queue, autoAck: true, cancellation) is { } got; i++)
        {
            if (got.Body.Length > largest.Length) largest = got.Body.ToArray();
        }

        await channel.QueuePurgeAsync(queue, cancellation);
        return largest.Length > 0 ? largest : throw new BenchFailedException("Nothing of the warm-up is in the queue.");
    }

    /// <summary>Publishes the same bytes again and again, as many at once as ours.</summary>
    /// <returns>Events a second.</returns>
    async Task<double> PublishAsync(IChannel channel, byte[] body, int events, int count, CancellationToken cancellation)
    {
        var (next, properties) = (0, new BasicProperties { Persistent = true });
        var began = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => LoopAsync()));
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        await channel.QueuePurgeAsync(queue, cancellation);
        return (double)count * events / seconds;

        async Task LoopAsync()
        {
            while (Interlocked.Increment(ref next) <= count) await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellation);
        }
    }
}
