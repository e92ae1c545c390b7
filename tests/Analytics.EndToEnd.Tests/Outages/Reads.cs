using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>The routes that read PostgreSQL, each for an account that no cache knows.</summary>
static class Reads
{
    static IEnumerable<string> Paths(string account) =>
    [
        $"/accounts/{account}/summary",
        $"/accounts/{account}/pipeline",
        $"/accounts/{account}/set-aside",
        $"/stats?site_id={account}&date=2026-02-01",
        $"/api/v1/analytics/summary?account_id={account}&from=2026-02-01T00:00:00Z&to=2026-02-01T12:00:00Z",
        "/accounts/sample",
    ];

    /// <summary>Each is 503 with Retry-After, in time.</summary>
    public static Task AreAwayAsync(ApiClient client) => Task.WhenAll(Paths(Some.Account("unread")).Select(async path =>
    {
        var answer = (await client.GetAsync(path)).Must(HttpStatusCode.ServiceUnavailable);
        Assert.True(answer.Headers.RetryAfter is not null, $"{path}: no Retry-After with {answer}");
    }).Append(IsLateOrAwayAsync(client)));

    /// <summary>Each is 200 or 503 with Retry-After, in time: the fault comes and goes.</summary>
    public static Task AreAnsweredAsync(ApiClient client) => Task.WhenAll(Paths(Some.Account("unread")).Select(async path =>
    {
        var answer = await client.GetAsync(path);
        answer.Must(answer.Status == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        Assert.True(answer.Status == HttpStatusCode.OK || answer.Headers.RetryAfter is not null, $"{path}: no Retry-After with {answer}");
    }));

    /// <summary>Each is 200, soon.</summary>
    public static Task AreBackAsync(ApiClient client) => Task.WhenAll(Paths(Some.Account("unread")).Select(path => Soon.IsAsync(
        () => client.GetAsync(path), answer => answer.Status == HttpStatusCode.OK, $"{path} answers again", TimeSpan.FromSeconds(20))));

    /// <summary>The pipeline's last look may stand while there is no new one; it says of when it is.</summary>
    static async Task IsLateOrAwayAsync(ApiClient client)
    {
        var answer = await client.GetAsync("/pipeline");
        answer.Must(answer.Status == HttpStatusCode.OK ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
    }
}
