using System.Net;
using System.Text;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Telemetry;

[Collection(nameof(TracedSystem))]
public class TracesTests(TracedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task An_events_trace_goes_from_its_request_through_the_queue_to_its_commit()
    {
        var account = Some.Account("traced");
        using var client = new ApiClient(System.Api.Address, await system.KeyAsync("write", account));
        var trace = Guid.NewGuid().ToString("N");
        var request = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = new StringContent($"[{Some.Event(account).ToJsonString()}]", Encoding.UTF8, ApiClient.Json) };
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        (await client.SendAsync(request)).Must(HttpStatusCode.Accepted);

        var spans = await Soon.IsAsync(() => Task.FromResult(SpansOf(trace)), got => got.Count >= 5 && got.Any(span => span.Name == "append batch"), "all spans have come", Patience);
        var posted = Assert.Single(spans, span => span.Parent == "00f067aa0ba902b7");
        var published = Assert.Single(spans, span => span.Name == "publish frame");
        var appended = Assert.Single(spans, span => span.Name == "append batch");
        var commit = Assert.Single(spans, span => span.Name == "commit");
        Assert.Equal(("analytics-api", "analytics-api", "analytics-worker", "analytics-worker"), (posted.Service, published.Service, appended.Service, commit.Service));
        Assert.Equal(posted.Id, published.Parent);
        Assert.Equal(published.Id, appended.Parent);
        Assert.Equal(appended.Id, commit.Parent);
        Assert.Contains(spans, span => span.Parent == appended.Id && span.Texts.Values.Any(text => text.Contains("copy events", StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(account, posted.Texts["analytics.account"]);
        Assert.Equal("POST", posted.Texts["http.request.method"]);
    }

    [Fact]
    public async Task Measurements_and_log_lines_are_sent_to_the_same_receiver()
    {
        await Soon.IsAsync(() => Task.FromResult(system.Receiver.Words("metrics")), words => words.Contains("analytics.events.accepted", StringComparison.Ordinal) && words.Contains("analytics.events.stored", StringComparison.Ordinal), "metrics of both hosts have come", Patience);
        await Soon.IsAsync(() => Task.FromResult(system.Receiver.Words("logs")), words => words.Contains("PostgreSQL is there, batches pass", StringComparison.Ordinal), "log lines have come", Patience);
    }

    List<SentSpan> SpansOf(string trace) => [.. system.Receiver.Spans.Where(span => span.Trace == trace)];
}
