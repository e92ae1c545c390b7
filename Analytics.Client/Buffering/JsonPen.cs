using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analytics.Client.Buffering;

/// <summary>A JSON writer and the memory it writes to, both used again and again.</summary>
sealed class JsonPen(int depthLimit)
{
    readonly ArrayBufferWriter<byte> room = new(1024);
    Utf8JsonWriter? json;

    // Relaxed: no browser reads it as HTML, and text in any language stays as short as it is.
    public Utf8JsonWriter Json => json ??= new Utf8JsonWriter(room, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = depthLimit });

    /// <summary>What was written and flushed.</summary>
    public ReadOnlyMemory<byte> Written => room.WrittenMemory;

    public int Capacity => room.Capacity;

    public void NewLine()
    {
        Json.Flush();
        Json.Reset();
        room.Write("\n"u8);
    }

    public void Clear()
    {
        room.ResetWrittenCount();
        Json.Reset();
    }
}
