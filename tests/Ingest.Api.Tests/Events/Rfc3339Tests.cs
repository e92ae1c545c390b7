using System.Globalization;
using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-02-01T10:30:00Z", "2026-02-01T10:30:00.000000Z")]
    [InlineData("2026-02-01t10:30:00z", "2026-02-01T10:30:00.000000Z")]
    [InlineData("2026-02-01 10:30:00Z", "2026-02-01T10:30:00.000000Z")]
    [InlineData("2026-02-01T10:30:00.5Z", "2026-02-01T10:30:00.500000Z")]
    [InlineData("2026-02-01T10:30:00.123456999999999999999999Z", "2026-02-01T10:30:00.123456Z")]
    [InlineData("2026-02-01T10:30:00+05:30", "2026-02-01T05:00:00.000000Z")]
    [InlineData("2026-02-01T10:30:00-23:59", "2026-02-02T10:29:00.000000Z")]
    [InlineData("2026-02-01T10:30:00-00:00", "2026-02-01T10:30:00.000000Z")]
    [InlineData("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000000Z")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000000Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z")]
    [InlineData("2016-12-31T15:59:60.25-08:00", "2017-01-01T00:00:00.250000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z")]
    [InlineData("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z")]
    public void A_time_with_an_offset_is_read_in_utc(string text, string expected)
    {
        Assert.True(Rfc3339.TryParse(Some.Utf8(text), out var microseconds));
        Assert.Equal(Some.Microseconds(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture)), microseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-01")]
    [InlineData("2026-02-01T10:30:00")]
    [InlineData("2026-02-01T10:30:00.123")]
    [InlineData("2026-02-01T10:30Z")]
    [InlineData("2026-02-01T10:30:00.Z")]
    [InlineData("2026-02-01T10:30:00,5Z")]
    [InlineData("2026-02-01T10:30:00+0530")]
    [InlineData("2026-02-01T10:30:00+05")]
    [InlineData("2026-02-01T10:30:00+24:00")]
    [InlineData("2026-02-01T10:30:00+05:60")]
    [InlineData("2026-02-01T10:30:00ZZ")]
    [InlineData("2026-02-01T10:30:00Z ")]
    [InlineData(" 2026-02-01T10:30:00Z")]
    [InlineData("2026-2-1T10:30:00.0000Z")]
    [InlineData("2026-00-01T10:30:00Z")]
    [InlineData("2026-13-01T10:30:00Z")]
    [InlineData("2026-01-00T10:30:00Z")]
    [InlineData("2026-04-31T10:30:00Z")]
    [InlineData("2026-02-29T10:30:00Z")]
    [InlineData("1900-02-29T10:30:00Z")]
    [InlineData("2026-02-01T24:00:00Z")]
    [InlineData("2026-02-01T10:60:00Z")]
    [InlineData("2026-02-01T10:30:61Z")]
    [InlineData("2026-02-01T10:30:60Z")]
    [InlineData("-026-02-01T10:30:00Z")]
    [InlineData("20/6-02-01T10:30:00Z")]
    [InlineData("202:-02-01T10:30:00Z")]
    [InlineData("+infinity-01T10:30:00Z")]
    [InlineData("1769941800000000000000")]
    [InlineData("٢٠٢٦-02-01T10:30:00Z")]
    public void Anything_else_is_refused(string text) => Assert.False(Rfc3339.TryParse(Some.Utf8(text), out _));

    [Fact]
    public void Every_day_from_year_1_to_9999_agrees_with_the_calendar()
    {
        Span<byte> text = stackalloc byte[32];
        for (var day = DateTimeOffset.MinValue; day < DateTimeOffset.MaxValue.AddDays(-1); day = day.AddDays(1))
        {
            Assert.True(day.TryFormat(text, out var length, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            Assert.True(Rfc3339.TryParse(text[..length], out var microseconds));
            if (Some.Microseconds(day) != microseconds) Assert.Fail($"{day:O} was read as {microseconds}");
        }
    }

    [Fact]
    public void Of_a_time_cut_anywhere_nothing_is_read()
    {
        var whole = Some.Utf8("2026-02-01T10:30:00.123456+05:30");
        for (var length = 0; length < whole.Length; length++) Assert.False(Rfc3339.TryParse(whole.AsSpan(0, length), out _));
    }
}
