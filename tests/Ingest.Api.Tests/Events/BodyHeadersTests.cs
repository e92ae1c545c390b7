using Ingest.Api.Events;
using Microsoft.Extensions.Primitives;

namespace Ingest.Api.Tests.Events;

public class BodyHeadersTests
{
    [Theory]
    [InlineData("application/json", BodyFormat.Json)]
    [InlineData("Application/JSON", BodyFormat.Json)]
    [InlineData("application/json; charset=utf-8", BodyFormat.Json)]
    [InlineData("application/json;charset=\"UTF-8\"", BodyFormat.Json)]
    [InlineData("application/json; version=1", BodyFormat.Json)]
    [InlineData("application/x-ndjson", BodyFormat.JsonLines)]
    [InlineData("application/ndjson; charset=utf-8", BodyFormat.JsonLines)]
    public void Json_and_ndjson_are_taken_with_any_parameter(string contentType, BodyFormat expected) =>
        Assert.Equal(expected, BodyHeaders.FormatOf(contentType));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/jsonx")]
    [InlineData("application/json; charset=latin1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json, text/plain")]
    [InlineData(";;;")]
    public void No_other_content_type_is(string? contentType) => Assert.Null(BodyHeaders.FormatOf(contentType));

    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("Text/Plain;charset=UTF-8", true)]
    [InlineData("text/plain; charset=latin1", false)]
    [InlineData("text/html", false)]
    [InlineData(null, false)]
    public void A_beacons_type_is_plain_text(string? contentType, bool isBeacon) => Assert.Equal(isBeacon, BodyHeaders.IsBeacon(contentType));

    [Theory]
    [InlineData("", BodyEncoding.Identity)]
    [InlineData("identity", BodyEncoding.Identity)]
    [InlineData("gzip", BodyEncoding.Gzip)]
    [InlineData(" GZip ", BodyEncoding.Gzip)]
    [InlineData("br", BodyEncoding.Brotli)]
    public void Gzip_and_brotli_are_taken(string coding, BodyEncoding expected)
    {
        Assert.Equal(expected, BodyHeaders.EncodingOf(coding));
        Assert.Equal(BodyEncoding.Identity, BodyHeaders.EncodingOf(StringValues.Empty));
    }

    [Fact]
    public void No_other_coding_is_nor_two_of_them()
    {
        Assert.Null(BodyHeaders.EncodingOf("deflate"));
        Assert.Null(BodyHeaders.EncodingOf("gzip, gzip"));
        Assert.Null(BodyHeaders.EncodingOf(new StringValues(["gzip", "br"])));
    }
}
