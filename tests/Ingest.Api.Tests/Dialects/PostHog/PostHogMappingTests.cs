using System.Text;
using System.Text.Json;
using Ingest.Api.Dialects.PostHog;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Dialects.PostHog;

public class PostHogMappingTests
{
    const string Event = """
        {"event":"signed up","distinct_id":"d1","uuid":"u-1","timestamp":"2026-02-01T10:30:00.000Z",
         "properties":{"token":"secret","$current_url":"https://a.example/x?y","plan":"pro","$lib":"web"},"$set":{"mail":"m"}}
        """;

    static PostHogBody Body => new(null);

    [Fact]
    public void An_event_keeps_its_name_and_all_properties_but_the_key()
    {
        var read = Mapped.One(Body, Event);
        Assert.Equal(("u-1", "d1", "signed up", "/x"), (read.EventId, read.UserId, read.Type, read.Path));
        Assert.Equal(Some.Microseconds(new DateTimeOffset(2026, 2, 1, 10, 30, 0, TimeSpan.Zero)), read.OccurredAt);
        Assert.Equal("""{"$set":{"mail":"m"},"$current_url":"https://a.example/x?y","plan":"pro","$lib":"web"}""", read.Metadata);
    }

    [Theory]
    [InlineData("$pageview", "page_view")]
    [InlineData("$screen", "screen_view")]
    [InlineData("$identify", "identify")]
    [InlineData("$groupidentify", "group")]
    [InlineData("$create_alias", "alias")]
    [InlineData("$autocapture", "$autocapture")]
    [InlineData("$", "$")]
    public void What_all_clients_know_has_one_name(string name, string type) =>
        Assert.Equal(type, Mapped.One(Body, $$"""{"event":"{{name}}","distinct_id":"d"}""").Type);

    [Theory]
    [InlineData("""[{"event":"a","distinct_id":"d"},{"event":"b","distinct_id":"d"}]""")]
    [InlineData("""{"api_key":"k","batch":[{"event":"a","distinct_id":"d"},{"event":"b","properties":{"distinct_id":"d"}}],"sent_at":"2026-02-01T12:00:00Z"}""")]
    public void Arrays_and_batches_are_the_same(string body) =>
        Assert.Equal(["a d", "b d"], Frames.EventsOf(Mapped.By(Body, body)).Select(read => $"{read.Type} {read.UserId}"));

    [Theory]
    [InlineData("""{"api_key":"k"}""", "k")]
    [InlineData("""{"token":"k"}""", "k")]
    [InlineData("""{"$token":"k"}""", "k")]
    [InlineData("""{"properties":{"token":"k"}}""", "k")]
    [InlineData("""[{"properties":{"token":"k"}}]""", "k")]
    [InlineData("""{"batch":[{"properties":{"token":"k"}}]}""", "k")]
    [InlineData("""{"batch":[]}""", null)]
    public void The_key_has_four_names(string body, string? key) => Assert.Equal(key, Body.KeyIn(Some.Utf8(body)));

    [Fact]
    public void An_event_with_another_key_than_the_first_is_refused_alone()
    {
        var batch = Mapped.By(Body, """[{"event":"a","distinct_id":"d","token":"k"},{"event":"b","distinct_id":"d","token":"other"},{"event":"c","distinct_id":"d"}]""");
        Assert.Equal(["a", "c"], Frames.EventsOf(batch).Select(read => read.Type));
        Assert.Equal((1, "account_mismatch"), (batch.Rejections.Single().Index, batch.Rejections.Single().Code));
    }

    [Theory]
    [InlineData("data={0}")]
    [InlineData("data={0}&compression=base64")]
    [InlineData("ip=1&data={0}")]
    public void A_form_with_base64_is_unwrapped(string form)
    {
        var base64 = Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Event)));
        Assert.Equal("signed up", Mapped.One(Body, form.Replace("{0}", base64, StringComparison.Ordinal)).Type);
    }

    [Theory]
    [InlineData("data=")]
    [InlineData("data=%")]
    [InlineData("data=%zz")]
    [InlineData("data=!!!")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("""{"batch":5}""")]
    public void What_is_none_of_its_shapes_is_refused_whole(string body) => Assert.NotNull(Mapped.By(Body, body).Refusal);

    [Fact]
    public void Old_clients_say_how_long_ago_and_an_id_with_a_time_within_keeps_it_at_every_retry()
    {
        var ago = Mapped.One(Body, """{"event":"e","distinct_id":"d","offset":2500}""");
        Assert.Equal(Some.Microseconds(Some.Now.AddMilliseconds(-2500)), ago.OccurredAt);

        var made = Some.Now.AddMinutes(-3);
        var dated = Mapped.One(Body, $$"""{"event":"e","distinct_id":"d","offset":2500,"uuid":"{{Guid.CreateVersion7(made)}}"}""");
        Assert.Equal(Some.Microseconds(made), dated.OccurredAt);

        var wrong = Mapped.One(Body, $$"""{"event":"e","distinct_id":"d","offset":2500,"uuid":"{{Guid.CreateVersion7(Some.Now.AddDays(-3))}}"}""");
        Assert.Equal(ago.OccurredAt, wrong.OccurredAt);
    }

    [Fact]
    public void A_wrong_clock_is_set_right_unless_it_is_history_that_is_sent()
    {
        const string Rest = """ "batch":[{"event":"e","distinct_id":"d","timestamp":"2026-02-01T09:59:00Z"}],"sent_at":"2026-02-01T10:00:00Z"}""";
        Assert.Equal(Some.Microseconds(Some.Now.AddMinutes(-1)), Mapped.One(Body, "{" + Rest).OccurredAt);
        Assert.Equal(Some.Microseconds(Some.Now.AddMinutes(-121)), Mapped.One(Body, """{"historical_migration":true,""" + Rest).OccurredAt);
        var byAddress = new PostHogBody(Some.Microseconds(Some.Now.AddHours(-2)));
        Assert.Equal(Some.Microseconds(Some.Now.AddMinutes(-1)), Mapped.One(byAddress, """[{"event":"e","distinct_id":"d","timestamp":"2026-02-01T09:59:00Z"}]""").OccurredAt);
    }

    [Fact]
    public void The_script_of_the_configuration_cannot_be_broken_out_of()
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        var script = PostHogStubs.ConfigScript("\"];alert(1)</script>", http.Response).ResponseContent!;
        Assert.DoesNotContain("\"];alert", script, StringComparison.Ordinal);
        Assert.DoesNotContain("</script>", script, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(PostHogStubs.Flags().ResponseContent!).RootElement.ValueKind);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(PostHogStubs.Config(http.Response).ResponseContent!).RootElement.ValueKind);
    }

    [Theory]
    [InlineData("""{"event":"e"}""", "missing:user_id")]
    [InlineData("""{"distinct_id":"d"}""", "missing:type")]
    [InlineData("""{"event":"e","distinct_id":"d","properties":"p"}""", "metadata_not_an_object:metadata")]
    [InlineData("""{"event":"e","distinct_id":"d","timestamp":"2001-09-09"}""", "timestamp_invalid:timestamp")]
    public void An_event_that_lacks_something_is_refused_with_the_reason(string item, string refusal) => Assert.Equal(refusal, Mapped.Refusal(Body, item));
}
