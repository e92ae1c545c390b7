using System.Net;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Requests;

public sealed class GetOrHeadTests : IDisposable
{
    readonly WholeApi api = new(("Security:Mode", "Open"));

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard/icon.svg")]
    [InlineData("/dashboard/older.js")]
    [InlineData("/health")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task HEAD_is_answered_as_GET_is_without_the_body(string target)
    {
        var (got, head) = (await api.SendAsync("GET", target), await api.SendAsync("HEAD", target));
        Assert.Equal((got.StatusCode, got.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Equal(NamesOf(got), NamesOf(head));
        Assert.NotEmpty(await got.Content.ReadAsStringAsync());
        Assert.Empty(await head.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/accounts/a/summary")]
    [InlineData("/accounts/a/events")]
    [InlineData("/accounts/a/events.csv")]
    [InlineData("/api/v1/analytics/stream")]
    public async Task What_reads_events_is_not_asked_for_by_HEAD(string target)
    {
        var answer = await api.SendAsync("HEAD", target);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET"), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    public async Task Another_method_is_told_of_both(string target)
    {
        var answer = await api.SendAsync("DELETE", target);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
    }

    static IEnumerable<string> NamesOf(HttpResponseMessage answer) => answer.Headers.Select(header => header.Key).Except(["Transfer-Encoding"]).Order(StringComparer.Ordinal);
}
