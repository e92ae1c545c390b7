using System.Collections.Concurrent;

namespace Ingest.Api.Events;

/// <summary>
/// So many rooms of one size. They are made when first needed and kept: arrays of this size are expensive to make and, left to the
/// shared pool, would be kept in any number.
/// </summary>
sealed class BodyShelf(int roomBytes, int count) : IDisposable
{
    readonly SemaphoreSlim free = new(count);
    readonly ConcurrentBag<byte[]> rooms = [];

    /// <summary>What one of them holds.</summary>
    public int RoomBytes => roomBytes;

    /// <summary>A room, or null when none came free in time.</summary>
    public async ValueTask<BodyRoom?> TakeAsync(TimeSpan patience)
    {
        if (!await free.WaitAsync(patience)) return null;
        return new BodyRoom(rooms.TryTake(out var room) ? room : GC.AllocateUninitializedArray<byte>(roomBytes), this);
    }

    public void Return(byte[] room)
    {
        rooms.Add(room);
        free.Release();
    }

    public void Dispose() => free.Dispose();
}
