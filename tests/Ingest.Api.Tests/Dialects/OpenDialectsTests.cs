using System.Text.Json;
using Ingest.Api.Tests.Hosts;

namespace Ingest.Api.Tests.Dialects;

/// <summary>Where no keys are asked for. There is no broker here: what would be taken gets 503.</summary>
public sealed class OpenDialectsTests : IDisposable
{
    const string Call = """{"event":"e","userId":"u","messageId":"m"}""";
    const string Event = """{"account_id":"a","user_id":"u","type":"t"}""";

    readonly WholeApi api = new(("Security:Mode", "Open"), ("Security:Origins:0", "https://shop.example"));

    public void Dispose() => api.Dispose();

    async Task<(int Status, string? Code)> PostAsync(string target, string body, params (string Name, string Value)[] headers)
    {
        using var answer = await api.SendAsync("POST", target, null, body, headers);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_key_names_the_account_and_must_be_able_to()
    {
        Assert.Equal(503, (await PostAsync("/v1/track?writeKey=acc_1", Call)).Status);
        Assert.Equal((401, "missing_write_key"), await PostAsync("/v1/track", Call));
        Assert.Equal((400, "key_not_an_account"), await PostAsync("/v1/track?writeKey=", Call));
        Assert.Equal((400, "key_not_an_account"), await PostAsync("/v1/track?writeKey=a%00b", Call));
        Assert.Equal((400, "key_not_an_account"), await PostAsync($"/v1/track?writeKey={new string('x', 201)}", Call));
        Assert.Equal((400, "key_not_an_account"), await PostAsync("/v1/track", Call, ("Authorization", "Basic !")));
    }

    [Theory]
    [InlineData("https://shop.example", 503)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    public async Task A_page_writes_here_only_if_its_origin_may_also_where_the_browser_does_not_ask(string origin, int status)
    {
        Assert.Equal(status, (await PostAsync("/v1/track?writeKey=acc_1", Call, ("Origin", origin))).Status);
        Assert.Equal(status, await BeaconAsync(origin));
    }

    [Fact]
    public async Task An_image_on_a_page_that_may_not_write_is_ignored()
    {
        async Task<string> IgnoredAsync(string site, string referer)
        {
            using var answer = await api.SendAsync("GET", "/pixel.gif?key=acc_1&user_id=u", null, null, ("Sec-Fetch-Site", site), ("Referer", referer));
            return answer.Headers.GetValues("X-Ignored").Single();
        }

        Assert.Equal("origin_not_allowed", await IgnoredAsync("cross-site", "https://evil.example/page"));
        Assert.Equal("origin_not_allowed", await IgnoredAsync("cross-site", ""));
        Assert.NotEqual("origin_not_allowed", await IgnoredAsync("cross-site", "https://shop.example/page"));
        Assert.NotEqual("origin_not_allowed", await IgnoredAsync("none", ""));
    }

    async Task<int> BeaconAsync(string origin)
    {
        api.StartServer();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api.ClientOptions.BaseAddress, "/events")) { Content = new StringContent(Event, System.Text.Encoding.UTF8, "text/plain") };
        request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
