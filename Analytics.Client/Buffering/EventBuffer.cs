using System.Collections.Concurrent;

namespace Analytics.Client.Buffering;

/// <summary>
/// The events that wait, bounded in number and bytes; what comes beyond is not taken. Any thread adds, one takes. Adding takes no lock and
/// wakes the sender only for the first event and for a full batch: to wake it for each would be a piece of work for the thread pool each.
/// </summary>
sealed class EventBuffer(EventTrackerOptions options)
{
    readonly int eventLimit = options.BufferEventLimit;
    readonly long bytesLimit = options.BufferBytesLimit;
    readonly int batchEvents = options.BatchEventLimit;
    readonly int batchBytes = options.BatchBytesLimit;
    readonly ConcurrentQueue<TrackedEvent> queue = new();

    // Counted before an event is in the queue, so that they may be ahead of it for a moment, never behind.
    int events;
    long bytes;
    volatile bool isClosed;

    /// <summary>Set when the sender should look again.</summary>
    public Wakeup Wakeup { get; } = new();

    public bool IsClosed => isClosed;

    /// <summary>Nothing waits, and nothing is being added.</summary>
    public bool IsEmpty => Volatile.Read(ref events) == 0;

    /// <summary>How many wait; exact for those whose <see cref="TryAdd"/> has returned.</summary>
    public int Count => queue.Count;

    /// <summary>Enough for a whole batch waits.</summary>
    public bool HasBatch => Volatile.Read(ref events) >= batchEvents || Volatile.Read(ref bytes) >= batchBytes;

    /// <summary>False when the buffer is full or closed.</summary>
    public bool TryAdd(in TrackedEvent added)
    {
        var size = added.Bytes;
        var count = Interlocked.Increment(ref events);
        var total = Interlocked.Add(ref bytes, size);

        // Asked after counting: whoever closes looks at the count after closing, so that one of the two sees the other.
        if (isClosed || count > eventLimit || total > bytesLimit)
        {
            Release(size);

            // Another event may have come while this one was counted, and so have not been the first.
            Wakeup.Set();
            return false;
        }

        queue.Enqueue(added);
        if (count == 1 || count == batchEvents || (total >= batchBytes && total - size < batchBytes)) Wakeup.Set();
        return true;
    }

    /// <summary>Takes the oldest event; false when there is none, or it is still being added.</summary>
    public bool TryTake(out TrackedEvent taken)
    {
        if (!queue.TryDequeue(out taken)) return false;
        Release(taken.Bytes);
        return true;
    }

    /// <summary>Takes no more events.</summary>
    public void Close()
    {
        isClosed = true;
        Interlocked.MemoryBarrier();
        Wakeup.Set();
    }

    void Release(int size)
    {
        Interlocked.Add(ref bytes, -size);
        Interlocked.Decrement(ref events);
    }
}
