using Analytics.Data.Accounts;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Security;

public sealed class IngestOriginsTests
{
    const string Page = "https://shop.example";

    [Theory]
    [InlineData("/events")]
    [InlineData("/event")]
    public async Task Any_page_may_ask_whether_it_may_send_with_a_key_and_without_credentials(string route)
    {
        using var api = new WholeApi();
        var answer = await PreflightAsync(api, route, "POST");
        Assert.Equal("*", Allowed(answer));
        Assert.Contains("X-Api-Key", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_page_may_read_why_it_was_refused()
    {
        using var api = new WholeApi();
        var answer = await api.SendAsync("POST", "/events", null, "{}", ("Origin", Page));
        Assert.Equal(401, (int)answer.StatusCode);
        Assert.Equal("*", Allowed(answer));
    }

    [Theory]
    [InlineData("/accounts/acc_1/summary", "GET")]
    [InlineData("/pipeline", "GET")]
    [InlineData("/pipeline/errors/replay", "POST")]
    public async Task No_page_may_ask_for_what_is_stored(string route, string method)
    {
        using var api = new WholeApi();
        var admin = api.AddKey(ApiKeyScopes.Admin, account: null);
        Assert.Null(Allowed(await PreflightAsync(api, route, method)));
        Assert.Null(Allowed(await api.SendAsync(method, route, admin, null, ("Origin", Page))));
    }

    [Fact]
    public async Task Only_the_pages_that_are_named_may_send_where_some_are()
    {
        using var api = new WholeApi(("Security:Origins:0", Page));
        Assert.Equal(Page, Allowed(await PreflightAsync(api, "/events", "POST")));
        Assert.Null(Allowed(await PreflightAsync(api, "/events", "POST", "https://other.example")));
    }

    [Fact]
    public async Task Open_no_page_may_send_unless_it_is_named()
    {
        using var api = new WholeApi(("Security:Mode", "Open"));
        Assert.Null(Allowed(await PreflightAsync(api, "/events", "POST")));
    }

    static Task<HttpResponseMessage> PreflightAsync(WholeApi api, string route, string method, string page = Page) => api.SendAsync(
        "OPTIONS", route, null, null, ("Origin", page), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "x-api-key,content-type"));

    static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? origins.Single() : null;
}
