using System.Collections.Concurrent;
using Analytics.Client.Buffering;
using Analytics.Client.Telemetry;

namespace Analytics.Client.Sending;

/// <summary>
/// The one loop that empties the buffer: waits for the first event, lets others come until a batch is full or its time is up, and delivers
/// it. One batch is on the way at a time, so that a server that struggles gets no more, and what is tracked first is sent first.
/// </summary>
sealed class EventSender(EventTrackerOptions options, EventBuffer buffer, EventsEndpoint endpoint, Tally tally, FailureLog failures, TimeProvider clock)
{
    readonly int batchBytes = options.BatchBytesLimit;
    readonly TimeSpan batchTime = options.BatchTimeLimit;
    readonly EventDelivery delivery = new(options, endpoint, tally, failures, clock);
    readonly ConcurrentQueue<TaskCompletionSource> flushesAsked = new();

    // The loop's own: how many events it has taken and settled, and up to which of them each flush waits.
    readonly Queue<(long Until, TaskCompletionSource Flushed)> flushes = new();
    readonly TrackedEvent[] batch = new TrackedEvent[options.BatchEventLimit];
    int taken;
    long settled;

    /// <summary>Completes once each event that is in the buffer now is settled.</summary>
    public Task FlushedAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        flushesAsked.Enqueue(flushed);
        buffer.Wakeup.Set();
        return flushed.Task;
    }

    /// <summary>Runs until the buffer is closed and empty, or <paramref name="givenUp"/> says so; then what is left is dropped.</summary>
    public async Task RunAsync(CancellationToken givenUp)
    {
        try
        {
            while (await GatherAsync().ConfigureAwait(false))
            {
                Take();
                if (taken == 0) await Task.Yield(); // it is still being added
                else await delivery.DeliverAsync(batch.AsMemory(0, taken), givenUp).ConfigureAwait(false);
                Settle();
            }
        }
        catch (Exception) when (givenUp.IsCancellationRequested)
        {
            await DropAllAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Returns when a batch is to be taken; false when there will be none any more.</summary>
    async Task<bool> GatherAsync()
    {
        long? since = null;
        while (true)
        {
            buffer.Wakeup.Reset();
            failures.TellIfDue();
            AcceptFlushes();
            if (buffer.IsEmpty)
            {
                if (buffer.IsClosed) return false;
                since = null;
                await buffer.Wakeup.WaitAsync(Timeout.InfiniteTimeSpan, clock).ConfigureAwait(false);
                continue;
            }

            since ??= clock.GetTimestamp();
            var left = batchTime - clock.GetElapsedTime(since.Value);
            if (buffer.HasBatch || buffer.IsClosed || flushes.Count > 0 || left <= TimeSpan.Zero) return true;
            await buffer.Wakeup.WaitAsync(left, clock).ConfigureAwait(false);
        }
    }

    /// <summary>A flush asked for until now waits for what is in the buffer now, and no more than that: else it might never end.</summary>
    void AcceptFlushes()
    {
        while (flushesAsked.TryDequeue(out var flushed)) flushes.Enqueue((settled + buffer.Count, flushed));
        CompleteFlushes();
    }

    void Take()
    {
        taken = 0;
        for (long bytes = 0; taken < batch.Length && bytes < batchBytes && buffer.TryTake(out batch[taken]); taken++) bytes += batch[taken].Bytes;
    }

    void Settle()
    {
        Array.Clear(batch, 0, taken);
        settled += taken;
        CompleteFlushes();
    }

    void CompleteFlushes()
    {
        while (flushes.TryPeek(out var next) && next.Until <= settled) flushes.Dequeue().Flushed.TrySetResult();
    }

    async Task DropAllAsync()
    {
        while (!buffer.IsEmpty)
        {
            Take();
            if (taken == 0) await Task.Yield();
            delivery.GiveUp(batch.AsSpan(0, taken), EventDelivery.OutOfTime);
        }
    }
}
