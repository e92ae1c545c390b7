using System.Buffers;

namespace Ingest.Api.Events;

/// <summary>Room for the unescaped texts of one event. Most events have no escapes: then nothing is rented.</summary>
sealed class UnescapeBuffer : IDisposable
{
    byte[] room = [];
    int used;

    /// <summary>The unescaped text, good until <see cref="Clear"/>; <paramref name="mostBytes"/> bounds all texts of one event together.</summary>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw, int mostBytes)
    {
        if (room.Length == 0) room = ArrayPool<byte>.Shared.Rent(mostBytes);
        var length = JsonText.Unescape(raw, room.AsSpan(used));
        var text = room.AsSpan(used, length);
        used += length;
        return text;
    }

    public void Clear() => used = 0;

    public void Dispose()
    {
        if (room.Length > 0) ArrayPool<byte>.Shared.Return(room);
        room = [];
    }
}
