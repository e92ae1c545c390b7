using System.Globalization;
using Ingest.Api.Parameters;

namespace Ingest.Api.Tests.Parameters;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-01-01", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2026-01-01T10:20:30Z", "2026-01-01T10:20:30.0000000Z")]
    [InlineData("2026-01-01t10:20:30z", "2026-01-01T10:20:30.0000000Z")]
    [InlineData("2026-01-01 10:20:30Z", "2026-01-01T10:20:30.0000000Z")]
    [InlineData("2026-01-01T10:20Z", "2026-01-01T10:20:00.0000000Z")]
    [InlineData("2026-01-01T10:20:30.5Z", "2026-01-01T10:20:30.5000000Z")]
    [InlineData("2024-01-31T23:59:59.999Z", "2024-01-31T23:59:59.9990000Z")]
    [InlineData("2026-01-01T10:20:30.123456789Z", "2026-01-01T10:20:30.1234567Z")]
    [InlineData("2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2026-01-01T02:00:00 02:00", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2026-01-01T02:00:00+0200", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2025-12-31T18:30:00-05:30", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("2024-02-29", "2024-02-29T00:00:00.0000000Z")]
    public void An_instant_is_understood(string text, string utc) =>
        Assert.Equal(utc, Instant.Parsed(text)!.Value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2026-1-1")]
    [InlineData("2026-01-01T24:00:00Z")]
    [InlineData("2026-01-01T23:59:60Z")]
    [InlineData("2026-01-01T00:00:00+25:00")]
    [InlineData("2026-01-01T00:00:00.Z")]
    [InlineData("2026-01-01\n")]
    [InlineData(" 2026-01-01")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("1767225600")]
    [InlineData("\u0662\u0660\u0662\u0666-01-01")]
    public void Anything_else_is_not(string text) => Assert.Null(Instant.Parsed(text));
}
