using System.Text.Json;
using System.Text.Json.Serialization;
using Ingest.Api.Listing;

namespace Ingest.Api.Summaries;

/// <summary>Instants as JavaScript writes them, <c>2026-01-01T00:00:00.000Z</c>, with six digits when the microseconds are not zero.</summary>
sealed class UtcInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[UtcInstant.Longest];
        writer.WriteStringValue(text[..UtcInstant.Format(value.UtcDateTime, text)]);
    }
}
