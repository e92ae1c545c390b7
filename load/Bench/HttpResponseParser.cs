using System.Buffers.Text;

namespace Analytics.Load.Bench;

/// <summary>
/// Reads an HTTP/1.1 response out of the bytes received so far: status, Content-Length or chunks, Retry-After, Connection. Just
/// what a server of ours sends; a response that ends with its connection is not understood.
/// </summary>
static class HttpResponseParser
{
    /// <summary>Tries to read one whole response.</summary>
    /// <param name="received">From the response's first byte. A chunked body is moved together in place.</param>
    /// <param name="answer">The response.</param>
    /// <param name="consumed">The bytes it took.</param>
    /// <param name="closes">The server will close the connection.</param>
    /// <returns>False when more bytes are needed; nothing was changed then.</returns>
    /// <exception cref="InvalidDataException">It is no such response.</exception>
    public static bool TryParse(Memory<byte> received, out HttpAnswer answer, out int consumed, out bool closes)
    {
        answer = default;
        consumed = 0;
        closes = false;
        var bytes = received.Span;
        var headEnd = bytes.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;
        var bodyAt = headEnd + 4;
        if (!bytes.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(bytes[9..headEnd], out int status, out _))
            throw new InvalidDataException("The server does not speak HTTP/1.1.");

        var length = status is 204 or 304 ? 0 : -1;
        var chunked = false;
        TimeSpan? retryAfter = null;
        var lines = bytes[..(headEnd + 2)];
        while (lines.IndexOf("\r\n"u8) is var end && end >= 0)
        {
            var line = lines[..end];
            lines = lines[(end + 2)..];
            if (ValueOf(line, "content-length:"u8, out var value))
                length = Utf8Parser.TryParse(value, out int given, out _) ? given : throw new InvalidDataException("Content-Length is no number.");
            else if (ValueOf(line, "transfer-encoding:"u8, out value))
                chunked = IsEqual(value, "chunked"u8);
            else if (ValueOf(line, "retry-after:"u8, out value))
                retryAfter = Utf8Parser.TryParse(value, out int seconds, out _) ? TimeSpan.FromSeconds(seconds) : null;
            else if (ValueOf(line, "connection:"u8, out value))
                closes = IsEqual(value, "close"u8);
        }

        Memory<byte> body;
        if (chunked)
        {
            if (!TryFindChunks(bytes[bodyAt..], join: false, out _, out _))
                return false;
            TryFindChunks(bytes[bodyAt..], join: true, out var taken, out var joined);
            body = received.Slice(bodyAt, joined);
            consumed = bodyAt + taken;
        }
        else
        {
            if (length < 0)
                throw new InvalidDataException("The response has neither a length nor chunks.");
            if (bytes.Length < bodyAt + length)
                return false;
            body = received.Slice(bodyAt, length);
            consumed = bodyAt + length;
        }

        answer = new HttpAnswer(status, retryAfter, body);
        return true;
    }

    static bool TryFindChunks(Span<byte> body, bool join, out int taken, out int joined)
    {
        taken = joined = 0;
        while (true)
        {
            var line = body[taken..].IndexOf("\r\n"u8);
            if (line < 0)
                return false;
            if (!Utf8Parser.TryParse(body.Slice(taken, line), out int size, out _, 'x') || size < 0)
                throw new InvalidDataException("A chunk has no size.");
            var at = taken + line + 2;
            if (body.Length < at + size + 2)
                return false;
            if (join)
                body.Slice(at, size).CopyTo(body[joined..]);
            joined += size;
            taken = at + size + 2; // no trailers: what ends the last, empty chunk ends the body
            if (size == 0)
                return true;
        }
    }

    static bool ValueOf(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lowerName, out ReadOnlySpan<byte> value)
    {
        var found = line.Length >= lowerName.Length && IsEqual(line[..lowerName.Length], lowerName);
        value = found ? line[lowerName.Length..].Trim(" \t"u8) : default;
        return found;
    }

    static bool IsEqual(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => System.Text.Ascii.EqualsIgnoreCase(text, lower);
}
