using System.Text;
using System.Text.Json;
using Analytics.Load.Bench;

namespace Analytics.Load.Tests.Bench;

public class EventRequestsTests
{
    static readonly Uri Api = new("http://127.0.0.1:1/");

    static JsonElement BodyOf(ReadOnlySpan<byte> request)
    {
        var text = Encoding.UTF8.GetString(request);
        var parts = text.Split("\r\n\r\n", 2);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(parts[1])}", parts[0].Split("\r\n"));
        return JsonDocument.Parse(parts[1]).RootElement;
    }

    [Fact]
    public void Batches_hold_every_event_once_and_the_last_is_shorter()
    {
        var events = new BenchEvents("run", TimeProvider.System).Make("p", 25);
        var requests = EventRequests.Batches(Api, events, 10);
        var sent = requests.SelectMany(r => BodyOf(r).GetProperty("events").EnumerateArray()).ToList();
        Assert.Equal(3, requests.Length);
        Assert.Equal(events.Select(e => e.EventId), sent.Select(e => e.GetProperty("event_id").GetString()));
        Assert.Equal(events.Select(e => e.OccurredAt.AddTicks(-(e.OccurredAt.Ticks % 10))), sent.Select(e => e.GetProperty("timestamp").GetDateTime()));
        Assert.All(sent, e => Assert.StartsWith("bench-run-p-", e.GetProperty("account_id").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_event_gets_a_new_id_each_time_and_stays_the_same_otherwise()
    {
        var one = new BenchEvents("run", TimeProvider.System).Make("p", 1)[0];
        var request = new SingleEventRequest(Api, one);
        var ids = Enumerable.Range(0, 1_000).Select(_ => BodyOf(request.Next().Span).GetProperty("event_id").GetGuid()).ToList();
        Assert.Equal(1_000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, id.Version));
        Assert.Equal(one.UserId, BodyOf(request.Next().Span).GetProperty("user_id").GetString());
    }

    [Fact]
    public void A_body_alone_is_that_of_the_request_and_lines_hold_the_same_events()
    {
        var events = new BenchEvents("run", TimeProvider.System).Make("p", 3);
        var body = EventRequests.Body(events);
        Assert.Equal(BodyOf(EventRequests.Batches(Api, events, 3)[0]).GetRawText(), Encoding.UTF8.GetString(body));
        var lines = Encoding.UTF8.GetString(EventRequests.Lines(events)).TrimEnd('\n').Split('\n');
        Assert.Equal(JsonDocument.Parse(body).RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetRawText()), lines);
    }
}
