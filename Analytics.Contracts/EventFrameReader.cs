using System.Buffers.Binary;

namespace Analytics.Contracts;

/// <summary>
/// Reads a frame's events in order. It trusts nothing: a frame that is cut, of another version, or lying about its
/// lengths throws <see cref="InvalidDataException"/> and yields no further event.
/// </summary>
public struct EventFrameReader
{
    readonly ReadOnlyMemory<byte> frame;
    int at;

    public EventFrameReader(ReadOnlyMemory<byte> frame)
    {
        if (frame.IsEmpty || frame.Span[0] != EventFrame.Version)
            throw new InvalidDataException($"A frame of version {(frame.IsEmpty ? "none" : frame.Span[0])}; this program reads version {EventFrame.Version}.");
        this.frame = frame;
        at = 1;
    }

    /// <summary>The next event, or false at the frame's end.</summary>
    public bool TryRead(out FrameEvent read)
    {
        if (at == frame.Length)
        {
            read = default;
            return false;
        }

        var span = frame.Span; // once an event: it costs more than what is read from it
        read = new FrameEvent(Text(span), Text(span), Text(span), Text(span), OptionalText(span), OptionalText(span), Time(span), Time(span));
        return true;
    }

    ReadOnlyMemory<byte> Text(ReadOnlySpan<byte> span) => Take(Length(span));

    ReadOnlyMemory<byte>? OptionalText(ReadOnlySpan<byte> span)
    {
        var length = Length(span);
        return length == 0 ? (ReadOnlyMemory<byte>?)null : Take(length - 1); // a bare null would become an empty memory
    }

    long Time(ReadOnlySpan<byte> span)
    {
        var from = at;
        Take(8);
        return BinaryPrimitives.ReadInt64LittleEndian(span[from..]);
    }

    ReadOnlyMemory<byte> Take(int length)
    {
        if (length > frame.Length - at) throw new InvalidDataException($"The frame is cut: {length} bytes wanted at {at} of {frame.Length}.");
        var taken = frame.Slice(at, length);
        at += length;
        return taken;
    }

    int Length(ReadOnlySpan<byte> span)
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (at == span.Length) throw new InvalidDataException($"The frame is cut within a length at {at}.");
            var part = span[at++];
            value |= (uint)(part & 0x7f) << shift;
            if (part < 0x80)
                return value <= int.MaxValue ? (int)value : throw new InvalidDataException($"A length beyond reason before {at}.");
        }

        throw new InvalidDataException($"A length of more than five bytes before {at}.");
    }
}
