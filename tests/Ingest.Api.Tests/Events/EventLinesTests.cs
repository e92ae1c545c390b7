using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class EventLinesTests
{
    [Fact]
    public void A_line_is_an_event_whatever_ends_it()
    {
        var batch = Some.ReadLines($"{Some.Event(id: "a")}\r\n\n  \t\r\n{Some.Event(id: "b")}\n{Some.Event(id: "c")}");
        Assert.Empty(batch.Rejections);
        Assert.Equal(["a", "b", "c"], Frames.EventsOf(batch).Select(read => read.EventId));
    }

    [Theory]
    [InlineData("{", RejectionReason.MalformedJson)]
    [InlineData("x", RejectionReason.MalformedJson)]
    [InlineData("{} {}", RejectionReason.MalformedJson)]
    [InlineData("[]", RejectionReason.NotAnObject)]
    [InlineData("5", RejectionReason.NotAnObject)]
    [InlineData("{}", RejectionReason.Missing)]
    [InlineData("""{"events":[]}""", RejectionReason.Missing)]
    public void A_line_that_is_no_event_is_refused_alone(string line, RejectionReason reason)
    {
        var batch = Some.ReadLines($"{Some.Event()}\n\n{line}\n{Some.Event()}\n");
        var rejection = Assert.Single(batch.Rejections);
        Assert.Equal((1, reason), (rejection.Index, rejection.Reason));
        Assert.Equal(2, Frames.EventsOf(batch).Count);
    }

    [Fact]
    public void A_malformed_line_names_line_and_byte() =>
        Assert.StartsWith("Line 3, byte 5: ", Some.ReadLines("\n\n{\"a\":x}").Rejections[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Invalid_utf8_condemns_its_line_only()
    {
        var body = Some.Utf8($"{Some.Event()}\n{Some.Event(""","path":"#" """)}\n{Some.Event()}");
        body[Array.IndexOf(body, (byte)'#')] = 0xff;
        var batch = EventBody.Read(body, BodyFormat.JsonLines, Some.Limits, Some.Now);
        Assert.Equal(RejectionReason.InvalidUtf8, Assert.Single(batch.Rejections).Reason);
        Assert.Equal(2, batch.EventCount);
    }

    [Fact]
    public void A_line_deeper_than_the_reader_goes_is_refused_alone()
    {
        var batch = Some.ReadLines($"{new string('[', 10_000)}\n{Some.Event()}");
        Assert.Equal(RejectionReason.MalformedJson, Assert.Single(batch.Rejections).Reason);
        Assert.Equal(1, batch.EventCount);
    }

    [Fact]
    public void More_lines_than_a_request_may_bring_are_refused_whole()
    {
        var limits = Some.Limits with { EventCountLimit = 2 };
        Assert.Equal(2, Some.Read($"{Some.Event()}\n{{}}x\n{Some.Event()}\n", BodyFormat.JsonLines, limits with { EventCountLimit = 3 }).EventCount);
        Assert.Equal(RejectionReason.TooManyEvents, Some.Read($"{Some.Event()}\nx\n{Some.Event()}", BodyFormat.JsonLines, limits).Refusal?.Reason);
    }
}
