using System.Text.Json;

namespace Ingest.Api.Events;

/// <summary>Where in a text the JSON reader gave up, as a byte offset; the reader itself counts in lines.</summary>
static class JsonPosition
{
    public static int Of(ReadOnlySpan<byte> json, JsonException fault)
    {
        var lineStart = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += json[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(lineStart + (fault.BytePositionInLine ?? 0), json.Length);
    }
}
