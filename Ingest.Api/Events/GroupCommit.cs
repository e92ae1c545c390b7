using System.Diagnostics;
using System.Threading.Channels;
using Analytics.Contracts;
using Ingest.Api.Broker;
using Ingest.Api.Pipeline;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Events;

/// <summary>
/// Gathers the events of concurrent requests into frames and publishes them; each request hears of its own events. There is no
/// timer: a publisher that is free takes all that waits, so a lone request leaves at once, and the more there are the larger
/// the frames become. What waits is bounded, and so is the wait: a broker that is away must not become a pile of requests.
/// </summary>
sealed class GroupCommit(BrokerPublisher publisher, ReceivedCounter received, IOptions<GroupCommitOptions> options, TimeProvider clock, ApiMetrics metrics, ILogger<GroupCommit> log)
    : BackgroundService
{
    readonly GroupCommitOptions limits = options.Value;
    readonly Channel<(EventPiece Piece, CommitTicket Ticket)> waiting = Channel.CreateUnbounded<(EventPiece, CommitTicket)>();
    readonly CommitDeadlines deadlines = new();
    readonly Lock gathering = new();
    readonly Lock pacing = new();
    readonly CommitPace pace = new(TimeSpan.Zero);
    readonly long startedAt = clock.GetTimestamp();
    long waitingBytes;

    /// <summary>Seconds a refused client should wait before it sends again, from what waits and how fast it goes; 1 to 30.</summary>
    public int RetryAfterSeconds
    {
        get
        {
            lock (pacing) return pace.RetryAfterSeconds(Elapsed, Volatile.Read(ref waitingBytes));
        }
    }

    /// <summary>Queues a request's pieces; the answer comes, within <see cref="GroupCommitOptions.CommitTimeLimit"/>, when the broker has confirmed all of them.</summary>
    public Task<CommitResult> CommitAsync(IReadOnlyList<EventPiece> pieces)
    {
        var bytes = 0L;
        foreach (var piece in pieces) bytes += piece.Bytes.Length;
        if (Interlocked.Add(ref waitingBytes, bytes) > limits.WaitingBytesLimit && bytes < Volatile.Read(ref waitingBytes))
        {
            Interlocked.Add(ref waitingBytes, -bytes);
            return Task.FromResult(CommitResult.Full);
        }

        var ticket = new CommitTicket(pieces.Count);
        deadlines.Add(ticket);
        foreach (var piece in pieces)
        {
            if (waiting.Writer.TryWrite((piece, ticket))) continue;
            Interlocked.Add(ref waitingBytes, -piece.Bytes.Length); // stopping: nobody will take it
            ticket.Settle(CommitResult.Unconfirmed);
        }

        return ticket.Result;
    }

    /// <summary>Publishes what waits already, then stops. Requests that come now are told to come again.</summary>
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, limits.FramesInFlightLimit).Select(_ => PublishFramesAsync()).Append(SweepAsync()));

    /// <summary>Until nothing waits any more: also what is published last has its deadline.</summary>
    async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(CommitDeadlines.Interval(limits.CommitTimeLimit), clock);
        do deadlines.Sweep();
        while (!waiting.Reader.Completion.IsCompleted && await timer.WaitForNextTickAsync());
    }

    /// <summary>
    /// One of the publishers: a frame, its confirm, the next frame, until nothing can come any more. Nothing that goes wrong with
    /// one frame may end it: the requests after it would wait for a publisher that is gone.
    /// </summary>
    async Task PublishFramesAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var frame = new Frame();
            try
            {
                Gather(frame);
                if (!frame.IsEmpty) await PublishAsync(frame);
            }
            catch (Exception defect)
            {
                ApiLog.PublisherFailed(log, defect);
                frame.Settle(CommitResult.Unconfirmed);
            }
        }
    }

    async Task PublishAsync(Frame frame)
    {
        using var span = ApiTraces.Publish(frame.Requests, frame.EventCount);
        var message = frame.ToMessage();
        var began = clock.GetTimestamp();
        metrics.FramePublishing();
        var result = await publisher.PublishAsync(message);
        metrics.FramePublished(frame.EventCount, message.Frame.Length, clock.GetElapsedTime(began), result);
        if (result == CommitResult.Confirmed) Confirmed(message);
        else span?.SetStatus(ActivityStatusCode.Error);
        frame.Settle(result);
    }

    void Confirmed(EventRecordedBatch message)
    {
        received.Count(message);
        lock (pacing) pace.Confirmed(Elapsed, message.Frame.Length);
    }

    TimeSpan Elapsed => clock.GetElapsedTime(startedAt);

    /// <summary>All that waits, up to a frame's limits, less what nobody waits for any more.</summary>
    void Gather(Frame frame)
    {
        lock (gathering)
        {
            while (waiting.Reader.TryPeek(out var next) && frame.Fits(next.Piece, limits) && waiting.Reader.TryRead(out next))
            {
                Interlocked.Add(ref waitingBytes, -next.Piece.Bytes.Length);
                if (!next.Ticket.IsOver) frame.Add(next.Piece, next.Ticket);
            }
        }
    }
}
