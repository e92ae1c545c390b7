using Ingest.Api.Dialects.CloudEvents;
using Ingest.Api.Events;
using Ingest.Api.Tests.Events;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Dialects.CloudEvents;

public class CloudEventsMappingTests
{
    static CloudEventsBody Structured => new(CloudEventsMode.Structured, new HeaderDictionary());

    static CloudEventsBody Batched => new(CloudEventsMode.Batched, new HeaderDictionary());

    static CloudEventsBody Binary(string contentType, params (string Name, string Value)[] more)
    {
        var headers = new HeaderDictionary { ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "/s", ["ce-type"] = "t", ["Content-Type"] = contentType };
        foreach (var (name, value) in more) headers[name] = value;
        return new(CloudEventsMode.Binary, headers);
    }

    static string Event(string more = "") => $$"""{"specversion":"1.0","id":"A234","source":"/shop/orders","type":"order_placed"{{more}}}""";

    [Fact]
    public void Subject_is_the_user_and_data_the_metadata_with_the_source()
    {
        var read = Mapped.One(Structured, Event(""","subject":"user_1","time":"2026-02-01T10:30:00Z","datacontenttype":"application/json","data":{"total":12.5}"""));
        Assert.Equal(
            new ReadBack(
                "acc_1", "/shop/orders A234", "user_1", "order_placed", null, """{"source":"/shop/orders","total":12.5}""",
                Some.Microseconds(new DateTimeOffset(2026, 2, 1, 10, 30, 0, TimeSpan.Zero)), Some.Microseconds(Some.Now)),
            read);
    }

    [Fact]
    public void An_event_without_a_subject_is_its_sources() => Assert.Equal("/shop/orders", Mapped.One(Structured, Event()).UserId);

    [Fact]
    public void Source_and_id_are_unique_together_however_they_are_divided()
    {
        static string Id(string source, string id) => Mapped.One(Structured, $$"""{"specversion":"1.0","id":"{{id}}","source":"{{source}}","type":"t"}""").EventId;
        string[] ids = [Id("a", "b c"), Id("a b", "c"), Id("a", "b"), Id("ab", "c"), Id("a", "bc"), Id(new string('s', 150), new string('i', 150)), Id(new string('s', 151), new string('i', 149))];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 200));
        Assert.Equal(Id("a b", "c"), Id("a b", "c"));
    }

    [Theory]
    [InlineData(""","data":"text" """, """{"source":"/shop/orders","data":"text"}""")]
    [InlineData(""","data":[1,2]""", """{"source":"/shop/orders","data":[1,2]}""")]
    [InlineData(""","data":null""", """{"source":"/shop/orders"}""")]
    [InlineData(""","data_base64":"AAEC" """, """{"source":"/shop/orders","data_base64":"AAEC"}""")]
    public void Data_that_is_no_object_has_a_name(string more, string metadata) => Assert.Equal(metadata, Mapped.One(Structured, Event(more)).Metadata);

    [Theory]
    [InlineData("application/json", """{"a":1}""", """{"source":"/s","a":1}""")]
    [InlineData("application/vnd.x+json; charset=utf-8", "[1]", """{"source":"/s","data":[1]}""")]
    [InlineData("text/plain", "a \"b\"", """{"source":"/s","data":"a \u0022b\u0022"}""")]
    [InlineData("application/octet-stream", "abc", """{"source":"/s","data_base64":"YWJj"}""")]
    [InlineData("application/json", "", """{"source":"/s"}""")]
    public void In_binary_mode_the_body_is_the_data(string contentType, string body, string metadata) =>
        Assert.Equal(metadata, Mapped.One(Binary(contentType), body).Metadata);

    [Theory]
    [InlineData("Zo%C3%AB%201", "Zoë 1")]
    [InlineData("\"Zo%C3%AB 1\"", "Zoë 1")]
    [InlineData("""
        "a \"b\" \\ c"
        """, """a "b" \ c""")]
    [InlineData("\"%22%2522\"", "\"%22")]
    [InlineData("%22a%22", "\"a\"")]
    [InlineData("\"a", "\"a")]
    [InlineData("\"", "\"")]
    [InlineData("""a\"b""", """a\"b""")]
    public void Texts_in_headers_may_be_quoted_and_are_percent_encoded(string value, string user) =>
        Assert.Equal(user, Mapped.One(Binary("application/json", ("ce-subject", value)), "").UserId);

    [Theory]
    [InlineData("ce-subject", "%zz")]
    [InlineData("ce-subject", "a%00")]
    [InlineData("ce-specversion", "0.3")]
    [InlineData("ce-id", "")]
    [InlineData("ce-id", "\"\"")]
    public void Headers_that_are_wrong_are_no_event(string name, string value) =>
        Assert.Equal("not_a_cloud_event:", Mapped.Refusal(Binary("application/json", (name, value)), ""));

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s"}""")]
    [InlineData("""{"specversion":"1.0","id":1,"source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"","source":"s","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","subject":"\ud800"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"s","type":"t","time":5}""")]
    public void What_lacks_an_attribute_is_no_event(string item) => Assert.Equal("not_a_cloud_event:", Mapped.Refusal(Structured, item));

    [Fact]
    public void Of_a_batch_those_that_are_none_are_refused_alone()
    {
        var batch = Mapped.By(Batched, $"[{Event()},{{}},{Event(",\"time\":\"soon\"")}]");
        Assert.Equal("order_placed", Assert.Single(Frames.EventsOf(batch)).Type);
        Assert.Equal(["not_a_cloud_event", "timestamp_invalid"], batch.Rejections.Select(rejection => rejection.Code));
        Assert.Equal(RejectionReason.NotOfThisDialect, Mapped.By(Batched, Event()).Refusal?.Reason);
        Assert.Equal(RejectionReason.NotOfThisDialect, Mapped.By(Structured, $"[{Event()}]").Refusal?.Reason);
    }
}
