using System.Text.Json;
using Ingest.Api.Dialects.Segment;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Dialects.Segment;

public class SegmentMappingTests
{
    /// <summary>A track as the documentation has it.</summary>
    const string Track = """
        {"userId":"019mr8mf4r","anonymousId":"507f191e","event":"Item Purchased","messageId":"m-1","timestamp":"2026-02-01T10:30:00.123Z",
         "properties":{"name":"Leap to Conclusions","revenue":14.99},
         "context":{"ip":"24.5.68.47","page":{"path":"/shop","url":"https://shop.example/other?x=1"},"library":{"name":"analytics.js"}},
         "integrations":{"All":true},"writeKey":"k"}
        """;

    static SegmentBody Call(string name) => new(SegmentCalls.InAddress(name));

    static SegmentBody Batch => new(null);

    static JsonElement Json(string? text) => JsonDocument.Parse(text!).RootElement;

    [Fact]
    public void A_track_becomes_an_event_of_its_name()
    {
        var read = Mapped.One(Call("track"), Track);
        Assert.Equal(
            new ReadBack(
                "acc_1", "m-1", "019mr8mf4r", "Item Purchased", "/shop", """{"name":"Leap to Conclusions","revenue":14.99}""",
                Some.Microseconds(new DateTimeOffset(2026, 2, 1, 10, 30, 0, 123, TimeSpan.Zero)), Some.Microseconds(Some.Now)),
            read);
    }

    [Theory]
    [InlineData("page", "page_view")]
    [InlineData("screen", "screen_view")]
    [InlineData("identify", "identify")]
    [InlineData("group", "group")]
    [InlineData("alias", "alias")]
    public void Every_other_call_has_a_type_of_its_own_by_address_and_by_item(string call, string type)
    {
        const string Rest = "\"userId\":\"u\",\"messageId\":\"m\"";
        Assert.Equal(type, Mapped.One(Call(call), $"{{{Rest}}}").Type);
        Assert.Equal(type, Mapped.One(Call(call[..1]), $"{{{Rest}}}").Type);
        Assert.Equal(type, Mapped.One(Batch, $$"""{"batch":[{"type":"{{call}}",{{Rest}}}]}""").Type);
    }

    [Fact]
    public void Name_category_and_group_go_into_the_metadata_and_properties_win_over_them()
    {
        var page = Mapped.One(Call("page"), """{"userId":"u","name":"Home","category":"Docs","properties":{"path":"/a/b","category":"mine"}}""");
        Assert.Equal("/a/b", page.Path);
        Assert.Equal("Home", Json(page.Metadata).GetProperty("name").GetString());
        Assert.Equal("mine", Json(page.Metadata).GetProperty("category").GetString());
        Assert.Equal("""{"groupId":"g1","plan":"pro"}""", Mapped.One(Call("group"), """{"userId":"u","groupId":"g1","traits":{"plan":"pro"}}""").Metadata);
        Assert.Equal("""{"previousId":"old"}""", Mapped.One(Call("alias"), """{"userId":"new","previousId":"old"}""").Metadata);
        Assert.Null(Mapped.One(Call("identify"), """{"userId":"u","traits":{}}""").Metadata);
    }

    [Theory]
    [InlineData("""{"context":{"page":{"url":"https://a.example/x/y?q=1#z"}}}""", "/x/y")]
    [InlineData("""{"context":{"page":{"url":"https:\/\/a.example\/x%20y"}}}""", "/x%20y")]
    [InlineData("""{"context":{"page":{"url":"https://a.example"}}}""", "/")]
    [InlineData("""{"context":{"page":{"path":"","url":"https://a.example/x"}}}""", "/x")]
    [InlineData("""{"context":{"page":{"url":"not an address"}}}""", null)]
    [InlineData("""{"properties":{"path":"/tmp/file","url":"https://elsewhere.example/y"}}""", null)]
    public void The_path_is_that_of_the_page(string more, string? path) =>
        Assert.Equal(path, Mapped.One(Call("track"), $$"""{"userId":"u","event":"e",{{more[1..]}}""").Path);

    [Theory]
    [InlineData("\"userId\":\"u\",\"anonymousId\":\"a\"", "u")]
    [InlineData("\"userId\":null,\"anonymousId\":\"a\"", "a")]
    [InlineData("\"userId\":\"\",\"anonymousId\":\"a\"", "a")]
    [InlineData("\"userId\":4711", "4711")]
    public void The_user_is_the_known_one_else_the_anonymous_one(string ids, string user) =>
        Assert.Equal(user, Mapped.One(Call("track"), $$"""{"event":"e",{{ids}}}""").UserId);

    [Fact]
    public void A_clock_that_is_wrong_is_set_right_by_the_time_of_sending()
    {
        // An hour behind, sent ten seconds after it happened.
        var read = Mapped.One(Batch, """{"batch":[{"type":"track","event":"e","userId":"u","timestamp":"2026-02-01T10:59:50Z"}],"sentAt":"2026-02-01T11:00:00.000Z"}""");
        Assert.Equal(Some.Microseconds(Some.Now.AddSeconds(-10)), read.OccurredAt);
        var own = Mapped.One(Call("track"), """{"event":"e","userId":"u","originalTimestamp":"2026-02-03T11:59:00Z","sentAt":"2026-02-03T12:00:00Z"}""");
        Assert.Equal(Some.Microseconds(Some.Now.AddMinutes(-1)), own.OccurredAt);
    }

    [Fact]
    public void A_clock_that_is_nearly_right_is_believed_so_that_a_body_sent_again_keeps_its_times()
    {
        var read = Mapped.One(Batch, """{"batch":[{"type":"track","event":"e","userId":"u","timestamp":"2026-02-01T11:55:30Z"}],"sentAt":"2026-02-01T11:55:31Z"}""");
        Assert.Equal(Some.Microseconds(Some.Now.AddSeconds(-270)), read.OccurredAt);
    }

    [Fact]
    public void What_is_wrong_with_one_item_is_no_matter_of_the_others()
    {
        var large = new string('x', 33 * 1024);
        var batch = Mapped.By(Batch, $$$"""
            {"batch":[{"type":"track","event":"first","userId":"u"},5,{"type":"nonsense","userId":"u"},{"type":"track","userId":"u","messageId":"m-3"},
             {"type":"track","event":"e"},{"type":"track","event":"e","userId":"u","properties":{"a":"{{{large}}}"}},
             {"type":"track","event":"e","userId":"u","properties":[1]},{"type":"track","event":"e","userId":"u","timestamp":"yesterday"},
             {"type":"track","event":"e","userId":"u","properties":{"a":"\u0000"}},{"event":"last","userId":"u"}]}
            """);
        Assert.Equal(["first", "last"], Frames.EventsOf(batch).Select(read => read.Type));
        Assert.Equal(
            ["1 not_an_object ", "2 call_unknown type", "3 missing type", "4 missing user_id", "5 metadata_too_large metadata",
             "6 metadata_not_an_object metadata", "7 timestamp_invalid timestamp", "8 nul_character metadata"],
            batch.Rejections.Select(rejection => $"{rejection.Index} {rejection.Code} {rejection.Field}"));
        Assert.Equal("m-3", batch.Rejections[2].EventId);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"batch":{}}""")]
    public void A_body_of_another_shape_is_refused_whole(string body) =>
        Assert.Equal(Ingest.Api.Events.RejectionReason.NotOfThisDialect, Mapped.By(Batch, body).Refusal?.Reason);

    [Fact]
    public void More_calls_than_a_request_may_bring_are_refused_whole() =>
        Assert.Equal(Ingest.Api.Events.RejectionReason.TooManyEvents, Mapped.By(Batch, "{\"batch\":[" + string.Join(',', Enumerable.Repeat("1", 10_001)) + "]}").Refusal?.Reason);

    [Theory]
    [InlineData("""{"writeKey":"k","batch":[]}""", "k")]
    [InlineData("""{"batch":[{"writeKey":"k2"}]}""", "k2")]
    [InlineData("""{"batch":[]}""", null)]
    [InlineData("""{"event":"e"}""", null)]
    public void The_key_stands_in_the_body_or_in_its_first_call(string body, string? key) => Assert.Equal(key, Batch.KeyIn(Some.Utf8(body)));
}
