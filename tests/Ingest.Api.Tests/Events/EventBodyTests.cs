using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class EventBodyTests
{
    static void AssertRefused(RejectionReason reason, ReadBody batch, long? position = null)
    {
        Assert.Equal(new Refusal(reason, position), batch.Refusal);
        Assert.Empty(batch.Pieces);
        Assert.Equal(0, batch.EventCount);
    }

    [Fact]
    public void A_single_event_an_array_and_a_batch_are_read_alike()
    {
        var single = Frames.OnlyEventOf(Some.Read(Some.Event()));
        Assert.Equal(single, Frames.OnlyEventOf(Some.Read($"[{Some.Event()}]")));
        Assert.Equal(single, Frames.OnlyEventOf(Some.Read(Some.Batch(Some.Event()))));
        Assert.Equal(single, Frames.OnlyEventOf(Some.ReadLines(Some.Event())));
        Assert.Equal(
            new ReadBack("acc_1", "evt_1", "user_1", "login", null, null, Some.Microseconds(Some.Now.AddMinutes(-90)), Some.Microseconds(Some.Now)), single);
    }

    [Fact]
    public void The_events_need_not_come_first_in_a_batch()
    {
        var body = $$"""{"account_id":5,"metadata":{"a":[1]},"x":{"events":1},"events":[{{Some.Event()}}],"sent_at":[{}],"type":null}""";
        Assert.Equal("evt_1", Frames.OnlyEventOf(Some.Read(body)).EventId);
    }

    [Fact]
    public void An_events_field_further_in_is_any_ignored_field() =>
        Assert.Equal(1, Some.Read(Some.Batch(Some.Event(""","events":[1,2]"""))).EventCount);

    [Fact]
    public void Events_that_are_no_array_or_come_twice_are_refused()
    {
        AssertRefused(RejectionReason.EventsNotAnArray, Some.Read("""{"events":{}}"""));
        AssertRefused(RejectionReason.EventsNotAnArray, Some.Read("""{"events":null}"""));
        AssertRefused(RejectionReason.EventsRepeated, Some.Read($$"""{"events":[{{Some.Event()}}],"events":[]}"""));
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_but_counted()
    {
        Assert.Equal(1, Some.Read("\ufeff" + Some.Event()).EventCount);
        Assert.Equal(1, Some.ReadLines("\ufeff" + Some.Event()).EventCount);
        AssertRefused(RejectionReason.MalformedJson, Some.Read("\ufeff{x"), position: 4);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\ufeff")]
    public void Nothing_is_not_a_body(string body)
    {
        AssertRefused(RejectionReason.BodyEmpty, Some.Read(body));
        var lines = Some.ReadLines(body);
        Assert.True(lines is { Refusal: null, EventCount: 0 } && lines.Rejections.Count == 0);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"event\"")]
    [InlineData("null")]
    [InlineData("true")]
    public void A_lone_value_is_no_events(string body) => AssertRefused(RejectionReason.NotEvents, Some.Read(body));

    [Fact]
    public void Empty_batches_hold_no_event()
    {
        foreach (var body in new[] { "[]", """{"events":[]}""" })
        {
            Assert.Equal(RejectionReason.NoEvents, EventAnswers.BeforeCommit(Some.Read(body))!.Reason);
        }
    }

    [Theory]
    [InlineData("""{"a":1""", 6)]
    [InlineData("{\n\"a\":1,\n\"b\":x}", 13)]
    [InlineData("""[{},]""", 4)]
    [InlineData("""{"a":1}}""", 7)]
    [InlineData("""{"a":1} {"a":1}""", 8)]
    [InlineData("""{'a':1}""", 1)]
    [InlineData("""{"a":NaN}""", 5)]
    [InlineData("""{"a":01}""", 6)]
    [InlineData("""// no""", 0)]
    [InlineData("{\"a\":\"b\nc\"}", 7)]
    [InlineData("{\"a\":\"\u0000\"}", 6)]
    [InlineData("""{"a":"\x"}""", 7)]
    [InlineData("""{"a":"\u00g0"}""", 10)]
    public void Malformed_json_is_refused_whole_at_its_position(string body, int position) =>
        AssertRefused(RejectionReason.MalformedJson, Some.Read(body), position);

    [Fact]
    public void A_batch_malformed_at_its_end_queues_nothing()
    {
        var batch = Some.Read($$"""{"events":[{{Some.Event()}},{{Some.Event()}}""");
        Assert.Equal(RejectionReason.MalformedJson, batch.Refusal?.Reason);
        Assert.Empty(batch.Pieces);
    }

    [Fact]
    public void Invalid_utf8_anywhere_is_refused_whole_at_its_position()
    {
        var body = Some.Utf8(Some.Event(""","metadata":{"a":"#"}"""));
        var at = Array.IndexOf(body, (byte)'#');
        foreach (var bad in new byte[] { 0xff, 0xc0, 0xe9, 0x80, 0xed })
        {
            body[at] = bad;
            AssertRefused(RejectionReason.InvalidUtf8, EventBody.Read(body, BodyFormat.Json, Some.Limits, Some.Now), position: at);
        }
    }

    [Fact]
    public void Invalid_utf8_far_into_a_body_is_found_where_it_is()
    {
        var body = Some.Utf8(Some.Event($",\"x\":\"{new string('é', 5_000)}\""));
        body[^3] = 0xff;
        AssertRefused(RejectionReason.InvalidUtf8, EventBody.Read(body, BodyFormat.Json, Some.Limits, Some.Now), body.Length - 4);
    }

    [Fact]
    public void Nesting_past_the_readers_depth_is_malformed_and_throws_nothing()
    {
        foreach (var open in new[] { "[", "{\"a\":" })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 10_000));
            Assert.Equal(RejectionReason.MalformedJson, Some.Read(deep).Refusal?.Reason);
            Assert.Equal(RejectionReason.MalformedJson, Some.Read(Some.Event($$""","metadata":{{deep}}""")).Refusal?.Reason);
        }
    }
}
