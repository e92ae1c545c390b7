using System.Buffers;

namespace Ingest.Api.Events;

/// <summary>Memory for a body, and where it goes back to: a shelf, or the shared pool for a small one.</summary>
readonly record struct BodyRoom(byte[] Bytes, BodyShelf? Shelf)
{
    /// <summary>A small one, which nobody waits for.</summary>
    public static BodyRoom Small(int bytes) => new(ArrayPool<byte>.Shared.Rent(bytes), null);

    public void Return()
    {
        if (Shelf is null) ArrayPool<byte>.Shared.Return(Bytes);
        else Shelf.Return(Bytes);
    }
}
