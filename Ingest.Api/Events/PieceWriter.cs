using System.Buffers;

namespace Ingest.Api.Events;

/// <summary>
/// Gathers packed events and cuts them into pieces that fit a frame. The pieces are copies of their exact size and belong to nobody's
/// pool: after a timeout the publisher may still read what the request has long forgotten.
/// </summary>
sealed class PieceWriter(int eventLimit, int bytesLimit) : IBufferWriter<byte>, IDisposable
{
    const int FirstRoom = 1024;

    readonly List<EventPiece> pieces = new(1);
    byte[] room = ArrayPool<byte>.Shared.Rent(FirstRoom);
    int used;
    int whole;
    int count;

    /// <summary>To be called after each event: cuts a piece before it when it would not fit.</summary>
    public void EndEvent()
    {
        if (count == eventLimit || (count > 0 && used > bytesLimit)) Cut();
        count++;
        whole = used;
    }

    /// <summary>All pieces, in order. Nothing may be written after.</summary>
    public IReadOnlyList<EventPiece> Finish()
    {
        if (count > 0) Cut();
        return pieces;
    }

    /// <summary>Makes a piece of all whole events, and moves what was written after them to the front.</summary>
    void Cut()
    {
        pieces.Add(new EventPiece(room.AsSpan(0, whole).ToArray(), count));
        room.AsSpan(whole, used - whole).CopyTo(room);
        used -= whole;
        whole = count = 0;
    }

    public void Advance(int written) => used += written;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(sizeHint);
        return room.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(sizeHint);
        return room.AsSpan(used);
    }

    void Grow(int more)
    {
        if (room.Length - used >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(used + more, 2 * room.Length));
        room.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(room);
        room = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(room);
        room = [];
    }
}
