using Ingest.Api.Events;

namespace Ingest.Api.Tests.Events;

public sealed class OwnAccountTests
{
    [Fact]
    public void An_event_without_an_account_is_of_the_keys_account()
    {
        var batch = Read("""[{"user_id":"u","type":"t"},{"account_id":null,"user_id":"u","type":"t"}]""");
        Assert.Empty(batch.Rejections);
        Assert.Equal(["né_1", "né_1"], Frames.EventsOf(batch).Select(one => one.AccountId));
    }

    [Fact]
    public void The_keys_account_may_be_named_in_every_spelling_and_under_every_name()
    {
        var batch = Read("""[{"account_id":"né_1","user_id":"u","type":"t"},{"org_id":"n\u00e9_1","user_id":"u","type":"t"},{"site_id":"né_1","user_id":"u","type":"t"}]""");
        Assert.Empty(batch.Rejections);
        Assert.Equal(3, batch.EventCount);
    }

    [Theory]
    [InlineData("\"account_id\":\"other\"")]
    [InlineData("\"account_id\":\"né_1\",\"account_id\":\"other\"")] // the last one counts
    [InlineData("\"account_id\":\"né_1\",\"org_id\":\"other\"")]
    [InlineData("\"account_id\":\"né_1 \"")]
    [InlineData("\"account_id\":\"NÉ_1\"")]
    [InlineData("\"account_id\":\"ne\\u0301_1\"")] // the same to the eye
    public void Another_account_is_refused_event_by_event(string account)
    {
        var batch = Read($$"""[{"user_id":"u","type":"t"},{"event_id":"e",{{account}},"user_id":"u","type":"t"}]""");
        var rejection = Assert.Single(batch.Rejections);
        Assert.Equal((1, "e", "account_mismatch", "account_id"), (rejection.Index, rejection.EventId, rejection.Code, rejection.Field));
        Assert.Equal("né_1", Assert.Single(Frames.EventsOf(batch)).AccountId);
    }

    [Fact]
    public void So_it_is_in_lines_and_in_the_body_of_one_event()
    {
        Assert.Equal("account_mismatch", Assert.Single(Read("""{"account_id":"other","user_id":"u","type":"t"}""", BodyFormat.JsonLines).Rejections).Code);
        Assert.Equal("account_mismatch", Assert.Single(Read("""{"site_id":"other","user_id":"u","type":"t"}""", BodyFormat.OneEvent).Rejections).Code);
    }

    static ReadBody Read(string body, BodyFormat format = BodyFormat.Json) =>
        EventBody.Read(Some.Utf8(body), format, Some.Limits, Some.Now, Some.Utf8("né_1"));
}
