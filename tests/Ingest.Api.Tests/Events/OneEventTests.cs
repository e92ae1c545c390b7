using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public class OneEventTests
{
    [Fact]
    public void S4s_example_is_taken_and_its_made_id_reported()
    {
        var batch = Some.Read(
            """{"site_id":"site-abc-123","event_type":"page_view","path":"/pricing","user_id":"user-xyz-789","timestamp":"2025-11-12T19:30:01Z"}""",
            BodyFormat.OneEvent);
        var read = Frames.OnlyEventOf(batch);
        Assert.Equal(("site-abc-123", "page_view", "/pricing", "user-xyz-789"), (read.AccountId, read.Type, read.Path, read.UserId));
        Assert.Equal(read.EventId, batch.OnlyEventId);
        Assert.Equal(read.EventId, Assert.Single(batch.MadeIds).ToString());
    }

    [Fact]
    public void An_id_of_the_clients_own_is_reported_unescaped() =>
        Assert.Equal("é-1", Some.Read(Some.Event(id: """\u00e9-1"""), BodyFormat.OneEvent).OnlyEventId);

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"events":[]}""")]
    [InlineData("5")]
    public void Anything_but_one_object_is_refused(string body) =>
        Assert.Equal(RejectionReason.NotOneEvent, Some.Read(body, BodyFormat.OneEvent).Refusal?.Reason);

    [Theory]
    [InlineData("{}", RejectionReason.Missing)]
    [InlineData("""{"event_id":5}""", RejectionReason.NotAString)]
    public void A_bad_event_is_reported_and_has_no_id(string body, RejectionReason reason)
    {
        var batch = Some.Read(body, BodyFormat.OneEvent);
        Assert.Equal(reason, Assert.Single(batch.Rejections).Reason);
        Assert.Null(batch.OnlyEventId);
    }
}
