using System.Text;
using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class HttpResponseParserTests
{
    const string Chunked = "HTTP/1.1 503 Unavailable\r\nretry-after: 2\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";

    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n", 202, "", false)]
    [InlineData("HTTP/1.1 202 Accepted\r\nserver: x\r\nCONTENT-LENGTH:  3\r\nConnection: close\r\n\r\nabc", 202, "abc", true)]
    [InlineData("HTTP/1.1 204 \r\n\r\n", 204, "", false)]
    [InlineData(Chunked, 503, "abc0123456789", false)]
    public void A_whole_response_is_read_and_no_part_of_it_before(string response, int status, string body, bool close)
    {
        var bytes = Encoding.ASCII.GetBytes(response);
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(HttpResponseParser.TryParse(bytes.AsMemory(0, length), out _, out _, out _));
        Assert.True(HttpResponseParser.TryParse(bytes, out var answer, out var consumed, out var closes));
        Assert.Equal((status, body, bytes.Length, close), (answer.Status, Encoding.ASCII.GetString(answer.Body.Span), consumed, closes));
    }

    [Fact]
    public void It_says_when_to_come_back()
    {
        Assert.True(HttpResponseParser.TryParse(Encoding.ASCII.GetBytes(Chunked), out var answer, out _, out _));
        Assert.Equal(TimeSpan.FromSeconds(2), answer.RetryAfter);
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public void What_it_does_not_understand_is_an_error(string response) =>
        Assert.Throws<InvalidDataException>(() => HttpResponseParser.TryParse(Encoding.ASCII.GetBytes(response), out _, out _, out _));
}
