using System.IO.Compression;
using Analytics.Client.Buffering;

namespace Analytics.Client.Sending;

/// <summary>Writes events as NDJSON, compressed if wished. Its memory is used for one batch after another; not thread-safe.</summary>
#pragma warning disable CA1001 // A MemoryStream holds memory and nothing else.
sealed class BatchBody(bool compress)
#pragma warning restore CA1001
{
    readonly JsonPen pen = new(MetadataJson.DepthLimit + 2);
    readonly MemoryStream compressed = new();

    /// <summary>The body, good until the next one is written.</summary>
    public ReadOnlyMemory<byte> Write(ReadOnlySpan<TrackedEvent> events)
    {
        pen.Clear();
        foreach (ref readonly var one in events)
        {
            WriteLine(one);
            pen.NewLine();
        }

        if (!compress) return pen.Written;
        compressed.SetLength(0);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(pen.Written.Span);
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    void WriteLine(in TrackedEvent one)
    {
        var json = pen.Json;
        json.WriteStartObject();
        json.WriteString("event_id"u8, one.Id);
        json.WriteString("account_id"u8, one.Account);
        json.WriteString("user_id"u8, one.User);
        json.WriteString("type"u8, one.Type);
        json.WriteString("timestamp"u8, one.At);
        if (one.Path is not null) json.WriteString("path"u8, one.Path);
        if (one.Metadata is not null)
        {
            json.WritePropertyName("metadata"u8);
            json.WriteRawValue(one.Metadata, skipInputValidation: true);
        }

        json.WriteEndObject();
    }
}
