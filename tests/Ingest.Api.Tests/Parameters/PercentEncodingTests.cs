using Ingest.Api.Parameters;

namespace Ingest.Api.Tests.Parameters;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("100%2525", "100%25")]
    [InlineData("%25", "%")]
    [InlineData("a%20b+c", "a b+c")]
    [InlineData("%c3%bc%2F%C3%A9", "ü/é")]
    [InlineData("%F0%9F%98%80", "\ud83d\ude00")]
    [InlineData("ü", "ü")]
    [InlineData("%00", "\0")]
    public void An_escape_is_decoded_once(string encoded, string decoded) => Assert.Equal(decoded, PercentEncoding.Decoded(encoded, plusIsSpace: false));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("100%")]
    [InlineData("%zz")]
    [InlineData("%+1")]
    [InlineData("%FF")]
    [InlineData("%C3")]
    [InlineData("%C0%AF")]
    [InlineData("%ED%A0%80")]
    public void What_is_malformed_is_nothing(string encoded) => Assert.Null(PercentEncoding.Decoded(encoded, plusIsSpace: false));

    // Not as data of a theory: the test runner would replace it on its way.
    [Fact]
    public void Half_a_character_is_nothing() => Assert.Null(PercentEncoding.Decoded("\ud83d", plusIsSpace: false));

    [Fact]
    public void A_plus_in_a_query_is_a_space() => Assert.Equal("a b+c", PercentEncoding.Decoded("a+b%2Bc", plusIsSpace: true));

    [Fact]
    public void Whatever_is_encoded_is_decoded_to_itself()
    {
        var random = new Random(20260101);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => char.ConvertFromUtf32(random.Next(0, 0xD800))));
            Assert.Equal(text, PercentEncoding.Decoded(Uri.EscapeDataString(text), plusIsSpace: random.Next(2) == 0));
        }
    }
}
