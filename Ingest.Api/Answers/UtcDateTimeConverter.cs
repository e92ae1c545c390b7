using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingest.Api.Answers;

/// <summary>The same of instants that are UTC by their kind, as PostgreSQL's come.</summary>
sealed class UtcDateTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[UtcInstant.Longest];
        writer.WriteStringValue(text[..UtcInstant.Format(value, text)]);
    }
}
