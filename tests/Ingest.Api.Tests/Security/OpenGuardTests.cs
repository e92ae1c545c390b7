using System.Text.Json;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Security;

/// <summary>An open server's owner has a browser, and pages of elsewhere run in it. There is no broker here: what would be done gets 503.</summary>
public sealed class OpenGuardTests : IDisposable
{
    readonly WholeApi api = new(("Security:Mode", "Open"), ("Security:Origins:0", "https://shop.example"));

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("127.0.0.1:8080", false)]
    [InlineData("127.8.9.1", false)]
    [InlineData("[::1]:8080", false)]
    [InlineData("LocalHost:8080", false)]
    [InlineData("analytics.localhost", false)]
    [InlineData("evil.example", true)]
    [InlineData("localhost.evil.example:8080", true)]
    [InlineData("192.168.1.2:8080", true)]
    public async Task It_is_asked_by_this_machines_names_only(string host, bool isRefused)
    {
        foreach (var target in (string[])["/", "/pipeline", "/accounts/a/summary"])
        {
            var (status, code) = await SendAsync(api, "GET", target, ("Host", host));
            Assert.Equal(isRefused, (status, code) == (403, "host_not_allowed"));
        }
    }

    [Fact]
    public async Task One_that_listens_anywhere_is_asked_by_any_name()
    {
        using var reachable = new WholeApi(("Security:Mode", "Open"), ("Security:AllowOpenOnAnyAddress", "true"));
        Assert.Equal(200, (await SendAsync(reachable, "GET", "/health", ("Host", "analytics.example"))).Status);
    }

    [Theory]
    [InlineData("/pipeline/errors/replay")]
    [InlineData("/accounts/a/set-aside/replay")]
    [InlineData("/accounts/a/set-aside/1/replay")]
    public async Task What_needs_no_body_is_done_for_no_page_but_its_own(string target)
    {
        foreach (var origin in (string[])["https://evil.example", "https://shop.example", "null"])
            Assert.Equal((403, "origin_not_allowed"), await SendAsync(api, "POST", target, ("Origin", origin)));
        Assert.NotEqual(403, (await SendAsync(api, "POST", target)).Status);
        var own = api.ClientOptions.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.NotEqual(403, (await SendAsync(api, "POST", target, ("Origin", own))).Status);
    }

    [Theory]
    [InlineData("https://evil.example/page", true)]
    [InlineData("https://shop.example/page", false)]
    [InlineData("", false)] // what is no browser
    public async Task An_image_is_judged_by_its_page_where_the_browser_says_no_more(string page, bool isIgnored)
    {
        using var answer = await api.SendAsync("GET", "/pixel.gif?key=acc_1&user_id=u", null, null, ("Referer", page));
        Assert.Equal(isIgnored, answer.Headers.GetValues("X-Ignored").Single() == "origin_not_allowed");
    }

    static async Task<(int Status, string? Code)> SendAsync(WholeApi api, string method, string target, params (string Name, string Value)[] headers)
    {
        using var answer = await api.SendAsync(method, target, null, null, headers);
        var text = await answer.Content.ReadAsStringAsync();
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var named) ? named.GetString() : null;
        return ((int)answer.StatusCode, code);
    }
}
