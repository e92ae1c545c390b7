using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ingest.Api.Answers;

/// <summary>Instants as <see cref="UtcInstant"/> writes them.</summary>
sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[UtcInstant.Longest];
        writer.WriteStringValue(text[..UtcInstant.Format(value.UtcDateTime, text)]);
    }
}
