using System.Threading.Channels;

namespace Ingest.Api.Events;

/// <summary>
/// When a frame may go: at once while none is under way; beside others, up to a limit, only if what waits fills it. So a lone event
/// waits for nobody, and under load frames grow by themselves, as segments do by Nagle's algorithm. One waits, any number tell.
/// </summary>
sealed class FrameTurns(int limit, long fullBytes)
{
    // Told twice before it looks, the waiting one is told once: it sees what is now.
    readonly Channel<bool> changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    long waitingBytes;
    int underWay;

    /// <summary>Packed bytes that wait for a frame.</summary>
    public long WaitingBytes => Volatile.Read(ref waitingBytes);

    /// <summary>More bytes wait.</summary>
    /// <returns>How many do now.</returns>
    public long Add(long bytes)
    {
        var now = Interlocked.Add(ref waitingBytes, bytes);
        if (now >= fullBytes && now - bytes < fullBytes) changed.Writer.TryWrite(true);
        return now;
    }

    /// <summary>Bytes wait no longer.</summary>
    public void Remove(long bytes) => Interlocked.Add(ref waitingBytes, -bytes);

    /// <summary>Waits until a frame may go.</summary>
    public async Task WaitAsync()
    {
        while (!MayGo) await changed.Reader.ReadAsync();
    }

    /// <summary>A frame goes.</summary>
    public void Begin() => Interlocked.Increment(ref underWay);

    /// <summary>One has been answered, or given up.</summary>
    public void End()
    {
        Interlocked.Decrement(ref underWay);
        changed.Writer.TryWrite(true);
    }

    bool MayGo => Volatile.Read(ref underWay) is var frames && (frames == 0 || (frames < limit && WaitingBytes >= fullBytes));
}
