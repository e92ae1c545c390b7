using System.Text;
using System.Text.Json;
using Ingest.Api.Events;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Events;

public class EventAnswersTests
{
    static async Task<(HttpContext Http, JsonElement Body)> Answer(IResult result)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        http.Request.Protocol = "HTTP/1.1";
        await result.ExecuteAsync(http);
        var written = ((MemoryStream)http.Response.Body).ToArray();
        Assert.Equal(written.Length, http.Response.ContentLength);
        return (http, JsonDocument.Parse(Encoding.UTF8.GetString(written)).RootElement);
    }

    static string[] Names(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public async Task Accepted_events_are_answered_under_the_documented_names()
    {
        var batch = Some.Read(Some.Batch(Some.Event(), """{"account_id":"a","user_id":"u","type":"t"}""", Some.Event(""","type":5""")));
        Assert.Null(EventAnswers.BeforeCommit(batch));
        Assert.Null(EventAnswers.AfterCommit(batch, CommitResult.Confirmed, 1));

        var (http, body) = await Answer(new EventsAccepted(Guid.CreateVersion7(Some.Now), batch.EventCount, batch.MadeIds, batch.Rejections));
        Assert.Equal(202, http.Response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", http.Response.ContentType);
        Assert.Equal(["statusCode", "jobId", "queued", "event_ids", "rejected"], Names(body));
        Assert.Equal(202, body.GetProperty("statusCode").GetInt32());
        Assert.Equal(2, body.GetProperty("queued").GetInt32());
        Assert.Equal(Frames.EventsOf(batch)[1].EventId, body.GetProperty("event_ids")[0].GetString());
        Assert.Equal(1, body.GetProperty("event_ids").GetArrayLength());

        var rejected = Assert.Single(body.GetProperty("rejected").EnumerateArray());
        Assert.Equal(
            """{"index":2,"event_id":"evt_1","code":"not_a_string","field":"type","message":"type must be a string."}""", rejected.GetRawText());
    }

    [Fact]
    public async Task A_rejection_without_id_or_field_says_null()
    {
        var (_, body) = await Answer(EventAnswers.BeforeCommit(Some.Read("[5]"))!);
        Assert.Equal(
            """{"index":0,"event_id":null,"code":"not_an_object","field":null,"message":"An event must be a JSON object."}""",
            body.GetProperty("rejected")[0].GetRawText());
    }

    [Fact]
    public async Task One_accepted_event_is_answered_as_S4_does_with_its_id()
    {
        var (http, body) = await Answer(new EventAccepted("evt_1"));
        Assert.Equal(202, http.Response.StatusCode);
        Assert.Equal("""{"message":"Event accepted","event_id":"evt_1"}""", body.GetRawText());
    }

    [Fact]
    public async Task A_body_with_no_valid_event_is_a_problem_with_the_list()
    {
        var (http, body) = await Answer(EventAnswers.BeforeCommit(Some.Read(Some.Batch("{}", "[]")))!);
        Assert.Equal(400, http.Response.StatusCode);
        Assert.Equal("application/problem+json", http.Response.ContentType);
        Assert.Equal(["type", "title", "status", "detail", "code", "rejected", "request_id"], Names(body));
        Assert.Equal("Bad Request", body.GetProperty("title").GetString());
        Assert.Equal(400, body.GetProperty("status").GetInt32());
        Assert.Equal("no_valid_events", body.GetProperty("code").GetString());
        Assert.Equal(2, body.GetProperty("rejected").GetArrayLength());
    }

    [Fact]
    public async Task A_malformed_body_is_a_problem_with_its_position()
    {
        var (http, body) = await Answer(EventAnswers.BeforeCommit(Some.Read("""{"events":[}"""))!);
        Assert.Equal(400, http.Response.StatusCode);
        Assert.Equal("malformed_json", body.GetProperty("code").GetString());
        Assert.Equal(11, body.GetProperty("position").GetInt64());
    }

    [Theory]
    [InlineData(CommitResult.Full, "queue_full")]
    [InlineData(CommitResult.BrokerAway, "broker_away")]
    [InlineData(CommitResult.Unconfirmed, "unconfirmed")]
    public async Task Unconfirmed_events_are_503_with_a_pause_and_the_ids_that_were_made(CommitResult result, string code)
    {
        var batch = Some.Read("""{"account_id":"a","user_id":"u","type":"t"}""");
        var (http, body) = await Answer(EventAnswers.AfterCommit(batch, result, 7)!);
        Assert.Equal(503, http.Response.StatusCode);
        Assert.Equal("7", http.Response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", http.Response.ContentType);
        Assert.Equal(code, body.GetProperty("code").GetString());
        Assert.Equal(batch.MadeIds[0].ToString(), body.GetProperty("event_ids")[0].GetString());
    }

    [Fact]
    public async Task Too_large_a_body_closes_the_connection_and_a_foreign_coding_is_told_which_are_taken()
    {
        var (large, _) = await Answer(new EventsProblem(RejectionReason.BodyTooLarge));
        Assert.Equal(413, large.Response.StatusCode);
        Assert.Equal("close", large.Response.Headers.Connection);
        var (foreign, _) = await Answer(new EventsProblem(RejectionReason.UnsupportedContentEncoding));
        Assert.Equal(415, foreign.Response.StatusCode);
        Assert.Equal("gzip, br", foreign.Response.Headers.AcceptEncoding);
    }
}
