using System.Globalization;
using System.Net;
using System.Text.Json;
using Analytics.Data.Accounts;
using Ingest.Api.Limits;
using Ingest.Api.Tests.Hosts;
using Microsoft.AspNetCore.Http;

namespace Ingest.Api.Tests.Limits;

public sealed class RateLimitsTests
{
    const string OneEvent = """{"user_id":"u","type":"t"}""";

    [Fact]
    public async Task Requests_of_a_key_beyond_its_burst_get_429_and_another_keys_do_not()
    {
        using var api = new WholeApi(("Limits:KeyRequests:PerMinute", "1"), ("Limits:KeyRequests:Burst", "3"));
        var (busy, quiet) = (api.AddKey(ApiKeyScopes.Write), api.AddKey(ApiKeyScopes.Write));
        for (var left = 2; left >= 0; left--)
        {
            var passed = await api.SendAsync("POST", "/events", busy, "{");
            Assert.Equal(HttpStatusCode.BadRequest, passed.StatusCode);
            MustSay(passed, limit: 3, remaining: left, reset: (3 - left) * 60);
        }

        var refused = await api.SendAsync("POST", "/events", busy, OneEvent);
        await MustBeRefusedAsync(refused, retryAfter: 60);
        MustSay(refused, limit: 3, remaining: 0, reset: 180);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync("POST", "/events", quiet, "{")).StatusCode);
    }

    [Fact]
    public async Task Events_of_a_key_are_limited_by_their_number()
    {
        using var api = new WholeApi(("Limits:KeyEvents:PerMinute", "1"), ("Limits:KeyEvents:Burst", "5"));
        var key = api.AddKey(ApiKeyScopes.Write);
        var three = $"[{OneEvent},{OneEvent},{OneEvent}]";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.SendAsync("POST", "/events", key, three)).StatusCode); // the broker is not there
        await MustBeRefusedAsync(await api.SendAsync("POST", "/events", key, three), retryAfter: 60);
        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync("POST", "/events", key, "[{},{},{},{},{},{}]")).StatusCode); // no valid one, none counted
    }

    [Fact]
    public async Task A_request_of_more_events_than_the_burst_passes_and_the_next_waits_until_it_is_paid_off()
    {
        using var api = new WholeApi(("Limits:KeyEvents:PerMinute", "1"), ("Limits:KeyEvents:Burst", "2"));
        var key = api.AddKey(ApiKeyScopes.Write);
        var passed = await api.SendAsync("POST", "/events", key, $"[{OneEvent},{OneEvent},{OneEvent}]");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, passed.StatusCode); // the broker is not there
        MustSay(passed, limit: 2, remaining: 0, reset: 180);
        var refused = await api.SendAsync("POST", "/events", key, OneEvent);
        await MustBeRefusedAsync(refused, retryAfter: 120);
        MustSay(refused, limit: 2, remaining: 0, reset: 180);
    }

    [Fact]
    public async Task What_a_keys_limit_refuses_takes_nothing_from_its_address()
    {
        using var api = new WholeApi(("Limits:KeyEvents:PerMinute", "1"), ("Limits:KeyEvents:Burst", "2"), ("Limits:AddressEvents:PerMinute", "1"), ("Limits:AddressEvents:Burst", "5"));
        var (busy, quiet) = (api.AddKey(ApiKeyScopes.Write), api.AddKey(ApiKeyScopes.Write));
        var two = $"[{OneEvent},{OneEvent}]";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.SendAsync("POST", "/events", busy, two)).StatusCode); // the broker is not there
        for (var again = 0; again < 3; again++) await MustBeRefusedAsync(await api.SendAsync("POST", "/events", busy, two), retryAfter: 120);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.SendAsync("POST", "/events", quiet, two)).StatusCode);
    }

    [Fact]
    public async Task An_address_is_limited_whatever_key_it_tries_but_its_health_is_always_told()
    {
        using var api = new WholeApi(("Limits:AddressRequests:PerMinute", "1"), ("Limits:AddressRequests:Burst", "4"));
        for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await api.SendAsync("GET", "/pipeline", ApiKeyText.New().Reveal())).StatusCode);
        await MustBeRefusedAsync(await api.SendAsync("GET", "/pipeline", ApiKeyText.New().Reveal()), retryAfter: 60);
        Assert.Equal(HttpStatusCode.OK, (await api.SendAsync("GET", "/health/live")).StatusCode);
    }

    [Fact]
    public async Task S3s_five_hundred_requests_a_minute_of_an_address_is_a_setting_of_the_open_mode_too()
    {
        using var api = new WholeApi(("Security:Mode", "Open"), ("Limits:AddressRequests:PerMinute", "500"));
        for (var passed = 0; ; passed++)
        {
            var answer = await api.SendAsync("POST", "/events", null, "{");
            if (passed < 500 || (answer.StatusCode == HttpStatusCode.BadRequest && passed < 2_000)) // some flow in meanwhile
            {
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                continue;
            }

            await MustBeRefusedAsync(answer, retryAfter: 1);
            return;
        }
    }

    [Fact]
    public async Task Open_there_is_no_limit_unless_set()
    {
        using var api = new WholeApi(("Security:Mode", "Open"));
        var answer = await api.SendAsync("POST", "/events", null, "{");
        Assert.False(answer.Headers.Contains(RateLimitHeaders.Limit));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::ffff", "2001:db8:1:2::")]
    public void A_64_of_IPv6_is_one_address(string address, string name) =>
        Assert.Equal(name, RateLimits.AddressOf(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } }));

    /// <summary>Seconds pass while a test runs.</summary>
    static void MustSay(HttpResponseMessage answer, int limit, int remaining, int reset)
    {
        int Number(string header) => int.Parse(answer.Headers.GetValues(header).Single(), CultureInfo.InvariantCulture);
        Assert.Equal((limit, remaining), (Number(RateLimitHeaders.Limit), Number(RateLimitHeaders.Remaining)));
        Assert.InRange(Number(RateLimitHeaders.Reset), reset - 20, reset);
    }

    static async Task MustBeRefusedAsync(HttpResponseMessage answer, int retryAfter)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, Math.Max(retryAfter - 20, 1), retryAfter);
        Assert.Equal("rate_limited", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }
}
