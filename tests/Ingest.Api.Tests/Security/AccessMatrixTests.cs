using System.Text.Json;
using Analytics.Data.Accounts;
using Ingest.Api.Events;
using Ingest.Api.Security;
using Ingest.Api.Tests.Hosts;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Api.Tests.Security;

/// <summary>Every kind of key against every route there is.</summary>
public sealed class AccessMatrixTests : IDisposable
{
    static readonly ApiKeyScopes[] Scopes = [ApiKeyScopes.Write, ApiKeyScopes.Read, ApiKeyScopes.Write | ApiKeyScopes.Read, ApiKeyScopes.Admin];

    readonly WholeApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() =>
        Assert.Equal(AccessMatrix.Rows.Keys.Order(StringComparer.Ordinal), api.Routes.SelectMany(NamesOf).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_route_says_itself_what_it_asks_of_a_key() =>
        Assert.All(api.Routes, route => Assert.True(route.Metadata.GetMetadata<Access>() is not null, $"{route.RoutePattern.RawText} says neither NeedsKey nor NeedsNoKey"));

    [Fact]
    public async Task Each_kind_of_key_gets_what_the_matrix_says_on_each_route()
    {
        List<(string Kind, ApiKeyScopes? Scopes, bool IsForAll, string? Key)> kinds =
        [
            ("no key", null, false, null),
            ("an unknown key", null, false, ApiKeyText.New().Reveal()),
            ("half a key", null, false, ApiKeyText.New().Reveal()[..20]),
            .. Scopes.Select(scopes => ($"{scopes} of acc_1", (ApiKeyScopes?)scopes, false, (string?)api.AddKey(scopes))),
            .. Scopes.Select(scopes => ($"{scopes} of all", (ApiKeyScopes?)scopes, true, (string?)api.AddKey(scopes, account: null))),
        ];
        var wrong = new List<string>();
        foreach (var (name, row) in AccessMatrix.Rows)
        {
            foreach (var target in (string?[])[row.Own, row.Other, row.All])
            {
                if (target is null) continue;
                foreach (var (kind, scopes, isForAll, key) in kinds)
                {
                    using var answer = await api.SendAsync(name.Split(' ')[0], target, key, row.Body);
                    var (expected, got) = (row.Expected(scopes, isForAll, target), StatusOf(answer));
                    var seen = got is 401 or 403 or 404 ? got : 200;
                    if (seen != expected) wrong.Add($"{name} ({target}) with {kind}: {got}, not {expected}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whether_anothers_account_exists_makes_no_difference_to_a_single_byte()
    {
        var key = api.AddKey(ApiKeyScopes.Admin);
        var bodies = new HashSet<string>();
        foreach (var account in (string[])["acc_2", "nobody", "acc_1%20", "ACC_1", "acc_1x"])
        {
            using var answer = await api.SendAsync("GET", $"/accounts/{account}/summary", key, null, ("X-Request-Id", "same"), ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
            Assert.Equal(404, (int)answer.StatusCode);
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal("same", JsonDocument.Parse(Assert.Single(bodies)).RootElement.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("/accounts/acc_1/../acc_2/summary")]
    [InlineData("/accounts/acc_1%2F..%2Facc_2/summary")]
    [InlineData("/%61ccounts/acc_2/summary")]
    [InlineData("//accounts/acc_2/summary")]
    [InlineData("/accounts/-/summary")]
    [InlineData("/ACCOUNTS/acc_2/SUMMARY")]
    [InlineData("/stats?date=2026-01-01&site_id=acc_1&site_id=acc_2")]
    [InlineData("/stats?date=2026-01-01&site_id=acc_1&SITE_ID=acc_2")]
    [InlineData("/stats?date=2026-01-01&s%69te_id=acc_2")]
    public async Task No_spelling_of_an_address_leads_to_anothers_account(string target)
    {
        var key = api.AddKey(ApiKeyScopes.Admin);
        api.StartServer();
        var answer = await RawAnswer.GetAsync(api.ClientOptions.BaseAddress, target, default, ("X-Api-Key", key));
        Assert.True(answer.Status is 400 or 404, $"{answer.Status} {answer.Body}");
    }

    [Theory]
    [InlineData("Authorization", "Bearer {0}", 503)]
    [InlineData("authorization", "bearer {0}", 503)]
    [InlineData("X-Api-Key", "{0}", 503)]
    [InlineData("Authorization", "Basic {0}", 401)]
    [InlineData("Authorization", "{0}", 401)]
    [InlineData("X-Api-Key", "Bearer {0}", 401)]
    [InlineData("Cookie", "key={0}", 401)]
    public async Task A_key_counts_in_the_two_headers_and_nowhere_else(string header, string value, int status)
    {
        var key = api.AddKey(ApiKeyScopes.Read);
        var sent = value.Replace("{0}", key, StringComparison.Ordinal);
        Assert.Equal(status, (int)(await api.SendAsync("GET", "/accounts/acc_1/summary", null, null, (header, sent))).StatusCode);
        Assert.Equal(401, (int)(await api.SendAsync("GET", $"/accounts/acc_1/summary?key={key}&api_key={key}")).StatusCode);
    }

    [Fact]
    public async Task Of_two_keys_none_counts()
    {
        var (one, two) = (api.AddKey(ApiKeyScopes.Read), api.AddKey(ApiKeyScopes.Read));
        Assert.Equal(401, (int)(await api.SendAsync("GET", "/accounts/acc_1/summary", one, null, ("Authorization", $"Bearer {two}"))).StatusCode);
    }

    /// <summary>An image answers 200 always, and says in a header what it would have answered.</summary>
    static int StatusOf(HttpResponseMessage answer) => !answer.Headers.TryGetValues("X-Ignored", out var ignored)
        ? (int)answer.StatusCode
        : Enum.GetValues<RejectionReason>().Where(reason => reason != RejectionReason.None).Select(Rejections.Row).Single(row => row.Code == ignored.Single().Split(':')[0]).Status;

    static IEnumerable<string> NamesOf(RouteEndpoint route) =>
        route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}");
}
