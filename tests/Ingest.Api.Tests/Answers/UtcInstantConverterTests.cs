using System.Text.Json;
using Ingest.Api.Answers;

namespace Ingest.Api.Tests.Answers;

public sealed class UtcInstantConverterTests
{
    static readonly JsonSerializerOptions Options = new() { Converters = { new UtcInstantConverter() } };

    [Theory]
    [InlineData(0, "\"2026-01-01T00:00:00.000Z\"")]
    [InlineData(120_000, "\"2026-01-01T00:00:00.120Z\"")]
    [InlineData(120_001, "\"2026-01-01T00:00:00.120001Z\"")]
    public void Microseconds_are_written_when_there_are_any(int microseconds, string json)
    {
        var instant = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddMicroseconds(microseconds);
        Assert.Equal(json, JsonSerializer.Serialize(instant, Options));
    }
}
