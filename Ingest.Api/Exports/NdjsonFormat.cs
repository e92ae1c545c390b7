using System.Buffers;
using System.Text.Json;
using Analytics.Data.Events;
using Ingest.Api.Answers;
using Ingest.Api.Listing;

namespace Ingest.Api.Exports;

/// <summary>An event a line, as JSON; the last member is its cursor. One for each export: it keeps its writer.</summary>
sealed class NdjsonFormat : IExportFormat, IDisposable
{
    readonly Utf8JsonWriter json = new(Stream.Null, new() { Encoder = AnswerJson.Web.Options.Encoder });

    public string ContentType => "application/x-ndjson";

    public string Extension => "ndjson";

    public void WriteHead(IBufferWriter<byte> to)
    {
        // A line is an event; there is no other.
    }

    public void Write(IBufferWriter<byte> to, in EventRow row, ReadOnlySpan<byte> cursor)
    {
        json.Reset(to);
        json.WriteStartObject();
        EventJson.WriteMembers(json, row);
        json.WriteString("cursor"u8, cursor);
        json.WriteEndObject();
        json.Flush();
        to.Write("\n"u8);
    }

    public void Dispose() => json.Dispose();
}
