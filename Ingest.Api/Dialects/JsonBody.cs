using System.Text.Unicode;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>What must be true of a body before it is read as JSON.</summary>
static class JsonBody
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    /// <summary>What is wrong with it; a byte order mark is cut off.</summary>
    public static RejectionReason Check(ref ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(ByteOrderMark)) body = body[ByteOrderMark.Length..];
        if (!Utf8.IsValid(body)) return RejectionReason.InvalidUtf8;
        return body.IndexOfAnyExcept(WhiteSpace) < 0 ? RejectionReason.BodyEmpty : RejectionReason.None;
    }
}
