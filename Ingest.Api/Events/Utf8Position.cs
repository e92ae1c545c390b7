using System.Buffers;
using System.Text.Unicode;

namespace Ingest.Api.Events;

/// <summary>Where a text stops being UTF-8. Slower than <see cref="Utf8.IsValid"/>: to be asked only when that has said no.</summary>
static class Utf8Position
{
    const int ChunkLength = 1024;

    /// <summary>The offset of the first byte that begins no valid character; the text's length when all are valid.</summary>
    public static int OfFirstFault(ReadOnlySpan<byte> text)
    {
        Span<char> chunk = stackalloc char[ChunkLength];
        var at = 0;
        OperationStatus status;
        do
        {
            status = Utf8.ToUtf16(text[at..], chunk, out var read, out _, replaceInvalidSequences: false);
            at += read;
        }
        while (status == OperationStatus.DestinationTooSmall);
        return at;
    }
}
