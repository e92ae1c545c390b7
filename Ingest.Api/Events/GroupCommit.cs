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
/// timer: a lone request leaves at once, and what comes while its frame is under way shares the next one (<see cref="FrameTurns"/>).
/// What waits is bounded, and so is the wait: a broker that is away must not become a pile of requests.
/// </summary>
sealed class GroupCommit(BrokerPublisher publisher, ReceivedCounter received, IOptions<GroupCommitOptions> options, TimeProvider clock, ApiMetrics metrics, ILogger<GroupCommit> log)
    : BackgroundService
{
    readonly GroupCommitOptions limits = options.Value;
    readonly Channel<(EventPiece Piece, CommitTicket Ticket)> waiting = Channel.CreateUnbounded<(EventPiece, CommitTicket)>(new() { SingleReader = true });
    readonly FrameTurns turns = new(options.Value.FramesInFlightLimit, options.Value.FrameBytesLimit);
    readonly CommitDeadlines deadlines = new();
    readonly Lock pacing = new();
    readonly CommitPace pace = new(TimeSpan.Zero);
    readonly long startedAt = clock.GetTimestamp();

    /// <summary>Seconds a refused client should wait before it sends again, from what waits and how fast it goes; 1 to 30.</summary>
    public int RetryAfterSeconds
    {
        get
        {
            lock (pacing) return pace.RetryAfterSeconds(Elapsed, turns.WaitingBytes);
        }
    }

    /// <summary>Queues a request's pieces; the answer comes, within <see cref="GroupCommitOptions.CommitTimeLimit"/>, when the broker has confirmed all of them.</summary>
    public Task<CommitResult> CommitAsync(IReadOnlyList<EventPiece> pieces)
    {
        var bytes = 0L;
        foreach (var piece in pieces) bytes += piece.Bytes.Length;
        if (turns.Add(bytes) > limits.WaitingBytesLimit && bytes < turns.WaitingBytes)
        {
            turns.Remove(bytes);
            return Task.FromResult(CommitResult.Full);
        }

        var ticket = new CommitTicket(pieces.Count);
        deadlines.Add(ticket);
        foreach (var piece in pieces)
        {
            if (waiting.Writer.TryWrite((piece, ticket))) continue;
            turns.Remove(piece.Bytes.Length); // stopping: nobody will take it
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
        Task.WhenAll(PublishFramesAsync(), SweepAsync());

    /// <summary>Until nothing waits any more: also what is published last has its deadline.</summary>
    async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(CommitDeadlines.Interval(limits.CommitTimeLimit), clock);
        do deadlines.Sweep();
        while (!waiting.Reader.Completion.IsCompleted && await timer.WaitForNextTickAsync());
    }

    /// <summary>Frame after frame, each when its turn has come, until nothing can come any more and the last is answered.</summary>
    async Task PublishFramesAsync()
    {
        var underWay = new HashSet<Task>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            await turns.WaitAsync();
            underWay.RemoveWhere(frame => frame.IsCompleted);
            underWay.Add(PublishFrameAsync());
        }

        await Task.WhenAll(underWay);
    }

    /// <summary>Nothing that goes wrong with one frame may end the publishing: the requests after it would wait for ever.</summary>
    async Task PublishFrameAsync()
    {
        var frame = new Frame();
        var result = CommitResult.Unconfirmed;
        turns.Begin();
        try
        {
            Gather(frame);
            if (!frame.IsEmpty) result = await PublishAsync(frame);
        }
        catch (Exception defect)
        {
            ApiLog.PublisherFailed(log, defect);
        }

        turns.End(); // before the answers: the broker then works while they are written
        frame.Settle(result);
    }

    async Task<CommitResult> PublishAsync(Frame frame)
    {
        using var span = ApiTraces.Publish(frame.Requests, frame.EventCount);
        var message = frame.ToMessage();
        var began = clock.GetTimestamp();
        metrics.FramePublishing();
        var result = await publisher.PublishAsync(message);
        metrics.FramePublished(frame.EventCount, message.Frame.Length, clock.GetElapsedTime(began), result);
        if (result == CommitResult.Confirmed) Confirmed(message);
        else span?.SetStatus(ActivityStatusCode.Error);
        return result;
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
        while (waiting.Reader.TryPeek(out var next) && frame.Fits(next.Piece, limits) && waiting.Reader.TryRead(out next))
        {
            turns.Remove(next.Piece.Bytes.Length);
            if (!next.Ticket.IsOver) frame.Add(next.Piece, next.Ticket);
        }
    }
}
