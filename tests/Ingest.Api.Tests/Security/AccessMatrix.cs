using Analytics.Data.Accounts;

namespace Ingest.Api.Tests.Security;

/// <summary>
/// Who may do what, route by route, written down a second time: once in the product beside each route, once here. Requests are about
/// the key's own account, another's, or all; null where a route cannot be asked so. A new route needs a row.
/// </summary>
static class AccessMatrix
{
    const string Event = """{"user_id":"u","type":"t"}""";
    const string SegmentCall = """{"userId":"u","event":"e","messageId":"m"}""";
    const string PostHogEvent = """{"distinct_id":"u","event":"e","uuid":"m"}""";
    const string Range = "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";

    public static readonly IReadOnlyDictionary<string, AccessRow> Rows = new Dictionary<string, AccessRow>
    {
        ["GET /health"] = AccessRow.ForEverybody("/health"),
        ["HEAD /health"] = AccessRow.ForEverybody("/health"),
        ["GET /health/live"] = AccessRow.ForEverybody("/health/live"),
        ["HEAD /health/live"] = AccessRow.ForEverybody("/health/live"),
        ["GET /health/ready"] = AccessRow.ForEverybody("/health/ready"),
        ["HEAD /health/ready"] = AccessRow.ForEverybody("/health/ready"),

        ["GET /openapi/v1.json"] = AccessRow.ForEverybody("/openapi/v1.json"),
        ["HEAD /openapi/v1.json"] = AccessRow.ForEverybody("/openapi/v1.json"),
        ["GET /"] = AccessRow.ForEverybody("/"),
        ["HEAD /"] = AccessRow.ForEverybody("/"),
        ["GET /dashboard/{file}"] = AccessRow.ForEverybody("/dashboard/icon.svg"),
        ["HEAD /dashboard/{file}"] = AccessRow.ForEverybody("/dashboard/icon.svg"),

        ["POST /events"] = new(ApiKeyScopes.Write, Own: "/events") { Body = Event },
        ["POST /event"] = new(ApiKeyScopes.Write, Own: "/event") { Body = Event },

        ["POST /v1/{call}"] = new(ApiKeyScopes.Write, Own: "/v1/track") { Body = SegmentCall },
        ["POST /b"] = new(ApiKeyScopes.Write, Own: "/b") { Body = SegmentCall },
        ["GET /v1/projects/{write_key}/settings"] = AccessRow.ForEverybody("/v1/projects/any/settings"),
        ["GET /projects/{write_key}/settings"] = AccessRow.ForEverybody("/projects/any/settings"),
        ["POST /batch"] = new(ApiKeyScopes.Write, Own: "/batch/") { Body = PostHogEvent },
        ["POST /capture"] = new(ApiKeyScopes.Write, Own: "/capture/") { Body = PostHogEvent },
        ["POST /e"] = new(ApiKeyScopes.Write, Own: "/e/") { Body = PostHogEvent },
        ["POST /i/v0/e"] = new(ApiKeyScopes.Write, Own: "/i/v0/e/") { Body = PostHogEvent },
        ["POST /flags"] = AccessRow.ForEverybody("/flags/?v=2"),
        ["POST /decide"] = AccessRow.ForEverybody("/decide/?v=3"),
        ["GET /array/{token}/config"] = AccessRow.ForEverybody("/array/any/config"),
        ["GET /array/{token}/config.js"] = AccessRow.ForEverybody("/array/any/config.js"),
        ["POST /cloudevents"] = new(ApiKeyScopes.Write, Own: "/cloudevents") { Body = Event },
        ["OPTIONS /cloudevents"] = AccessRow.ForEverybody("/cloudevents"),
        ["GET /pixel.gif"] = new(ApiKeyScopes.Write, Own: "/pixel.gif?user_id=u"),

        ["GET /accounts/{account_id}/summary"] = OfAccount(ApiKeyScopes.Read, "summary"),
        ["GET /accounts/{account_id}/series"] = OfAccount(ApiKeyScopes.Read, "series"),
        ["GET /accounts/{account_id}/top/{dimension}"] = OfAccount(ApiKeyScopes.Read, "top/types"),
        ["GET /accounts/{account_id}/events"] = OfAccount(ApiKeyScopes.Read, "events"),
        ["GET /accounts/{account_id}/events/{event_id}"] = OfAccount(ApiKeyScopes.Read, "events/e-1"),
        ["GET /accounts/{account_id}/events.csv"] = OfAccount(ApiKeyScopes.Read, "events.csv"),
        ["GET /accounts/{account_id}/events.ndjson"] = OfAccount(ApiKeyScopes.Read, "events.ndjson"),
        ["GET /accounts/{account_id}/pipeline"] = OfAccount(ApiKeyScopes.Read, "pipeline"),
        ["GET /accounts/{account_id}/set-aside"] = OfAccount(ApiKeyScopes.Read, "set-aside"),
        ["POST /accounts/{account_id}/set-aside/{set_aside_id:long}/replay"] = OfAccount(ApiKeyScopes.Admin, "set-aside/1/replay"),
        ["POST /accounts/{account_id}/set-aside/replay"] = OfAccount(ApiKeyScopes.Admin, "set-aside/replay"),

        ["GET /stats"] = new(ApiKeyScopes.Read, Own: "/stats?date=2026-01-01&site_id=acc_1", Other: "/stats?date=2026-01-01&site_id=acc_2", All: "/stats?date=2026-01-01"),
        ["GET /api/v1/analytics/summary"] = OfParameter("/api/v1/analytics/summary"),
        ["GET /api/v1/analytics/stream"] = OfParameter("/api/v1/analytics/stream"),
        ["GET /api/analytics/summary"] = OfParameter("/api/analytics/summary"),

        ["GET /accounts"] = new(ApiKeyScopes.Read, Own: "/accounts"),
        ["GET /accounts/sample"] = new(ApiKeyScopes.Read, All: "/accounts/sample"),
        ["GET /pipeline"] = new(ApiKeyScopes.Read, All: "/pipeline"),
        ["GET /pipeline/errors"] = new(ApiKeyScopes.Admin, All: "/pipeline/errors"),
        ["POST /pipeline/errors/replay"] = new(ApiKeyScopes.Admin, All: "/pipeline/errors/replay"),
    };

    /// <summary>A route below an account's path.</summary>
    static AccessRow OfAccount(ApiKeyScopes scope, string rest) => new(scope, Own: $"/accounts/acc_1/{rest}", Other: $"/accounts/acc_2/{rest}");

    /// <summary>A route about the account that <c>account_id</c> names, or about all.</summary>
    static AccessRow OfParameter(string route) =>
        new(ApiKeyScopes.Read, Own: $"{route}?{Range}&account_id=acc_1", Other: $"{route}?{Range}&account_id=acc_2", All: $"{route}?{Range}");
}
