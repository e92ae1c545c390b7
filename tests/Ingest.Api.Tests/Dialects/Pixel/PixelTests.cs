using Ingest.Api.Dialects.Pixel;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Tests.Events;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Dialects.Pixel;

public class PixelTests
{
    static ReadBody Read(string query)
    {
        using var batch = Mapped.Batch();
        var refusal = PixelMapping.Map(new ParameterReader(query), batch);
        return refusal == RejectionReason.None ? batch.Finish() : EventBody.Refused(refusal);
    }

    [Fact]
    public void The_address_is_the_event()
    {
        var read = Frames.OnlyEventOf(Read("?key=k&event_id=e1&user_id=Zo%C3%AB&type=opened&path=/mail%3Fa&timestamp=2026-02-01T10:30:00Z&metadata.campaign=a+%22b%22&metadata.n=1"));
        Assert.Equal(
            new ReadBack(
                "acc_1", "e1", "Zoë", "opened", "/mail?a", """{"campaign":"a \u0022b\u0022","n":"1"}""",
                Some.Microseconds(new DateTimeOffset(2026, 2, 1, 10, 30, 0, TimeSpan.Zero)), Some.Microseconds(Some.Now)),
            read);
    }

    [Fact]
    public void An_image_that_says_no_type_is_a_page_view() => Assert.Equal("page_view", Frames.OnlyEventOf(Read("?user_id=u")).Type);

    [Theory]
    [InlineData("", "missing:user_id")]
    [InlineData("user_id=", "empty:user_id")]
    [InlineData("user_id=a%00b", "nul_character:user_id")]
    [InlineData("user_id=u&account_id=acc_2", "account_mismatch:account_id")]
    [InlineData("user_id=u&timestamp=today", "timestamp_invalid:timestamp")]
    public void What_is_wrong_is_named(string query, string refusal)
    {
        var rejection = Assert.Single(Read(query).Rejections);
        Assert.Equal(refusal, $"{rejection.Code}:{rejection.Field}");
    }

    [Theory]
    [InlineData("user_id=a&user_id=b")]
    [InlineData("user_id=%zz")]
    [InlineData("user_id=u&metadata.a=1&metadata.a=2")]
    public void A_parameter_that_cannot_be_read_ignores_the_whole(string query) => Assert.Equal(RejectionReason.ParameterInvalid, Read(query).Refusal?.Reason);

    [Fact]
    public async Task The_image_is_one_point_of_43_bytes_that_nobody_keeps()
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await PixelImage.Without(RejectionReason.Unconfirmed).ExecuteAsync(http);
        var image = ((MemoryStream)http.Response.Body).ToArray();
        Assert.Equal((200, "image/gif", 43), (http.Response.StatusCode, http.Response.ContentType, image.Length));
        Assert.Equal("GIF89a\u0001\0\u0001\0", System.Text.Encoding.Latin1.GetString(image, 0, 10));
        Assert.Equal(("no-store", "unconfirmed"), (http.Response.Headers.CacheControl.ToString(), http.Response.Headers[PixelImage.Header].ToString()));
    }
}
