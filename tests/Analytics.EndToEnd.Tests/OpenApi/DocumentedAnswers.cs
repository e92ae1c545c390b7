namespace Analytics.EndToEnd.Tests.OpenApi;

/// <summary>A request for each answer of the document, by operation and status. Keys are write, read and admin for one account, all for all.</summary>
static class DocumentedAnswers
{
    const string Range = "from=2026-02-01T00:00:00Z&to=2026-02-01T23:59:59Z";

    public static Dictionary<string, DocumentedAnswer> Of(string account, long setAsideId)
    {
        var (own, other, broken) = ($"/accounts/{account}", "/accounts/another", "/accounts/%ff");
        var answers = new Dictionary<string, DocumentedAnswer>();
        foreach (var route in (string[])["/health", "/health/live", "/health/ready", "/openapi/v1.json"]) answers[$"GET {route} 200"] = new("", route);

        foreach (var route in (string[])["/events", "/event"])
        {
            answers[$"POST {route} 202"] = new("write", route, """{"user_id":"u","type":"t"}""");
            answers[$"POST {route} 400"] = new("write", route, """{"user_id":5}""");
            answers[$"POST {route} 401"] = new("", route, "{}");
            answers[$"POST {route} 403"] = new("read", route, "{}");
            answers[$"POST {route} 413"] = new("write", route, new string(' ', 11_000_000));
            answers[$"POST {route} 415"] = new("write", route, "{}", "text/csv");
        }

        Dialects(answers);

        void Account(string operation, string rest, string key, int good, string goodTarget, string? badTarget = null)
        {
            answers[$"{operation} {good}"] = new(key, goodTarget);
            answers[$"{operation} 400"] = new(key, badTarget ?? $"{broken}{rest}");
            answers[$"{operation} 401"] = new("", $"{own}{rest}");
            answers[$"{operation} 403"] = new("write", $"{own}{rest}");
            answers[$"{operation} 404"] = new(key, $"{other}{rest}");
        }

        Account("GET /accounts/{account_id}/summary", "/summary", "read", 200, $"{own}/summary?from=2026-02-01T00:00:00Z&to=2026-02-02T00:00:00Z");
        Account("GET /accounts/{account_id}/series", "/series", "read", 200, $"{own}/series?{Range}&by=type&compare=previous&tz=Europe/Paris", $"{own}/series?tz=Mars");
        Account("GET /accounts/{account_id}/top/{dimension}", "/top/types", "read", 200, $"{own}/top/types?{Range}&compare=previous", $"{own}/top/colours");
        Account("GET /accounts/{account_id}/events", "/events", "read", 200, $"{own}/events", $"{own}/events?cursor=x");
        Account("GET /accounts/{account_id}/events/{event_id}", "/events/e-1", "read", 200, $"{own}/events/e-set-aside", $"{own}/events/e-1?wait=x");
        Account("GET /accounts/{account_id}/events.csv", "/events.csv", "read", 200, $"{own}/events.csv", $"{own}/events.csv?cursor=x");
        Account("GET /accounts/{account_id}/events.ndjson", "/events.ndjson", "read", 200, $"{own}/events.ndjson", $"{own}/events.ndjson?cursor=x");
        Account("GET /accounts/{account_id}/pipeline", "/pipeline", "read", 200, $"{own}/pipeline");
        Account("GET /accounts/{account_id}/set-aside", "/set-aside", "read", 200, $"{own}/set-aside", $"{own}/set-aside?limit=0");
        Account("POST /accounts/{account_id}/set-aside/{set_aside_id}/replay", "/set-aside/1/replay", "admin", 202, $"{own}/set-aside/{setAsideId}/replay");
        Account("POST /accounts/{account_id}/set-aside/replay", "/set-aside/replay", "admin", 202, $"{own}/set-aside/replay?reason=22P05", $"{own}/set-aside/replay?reason=x");

        void Named(string route, string parameters, string parameter)
        {
            answers[$"GET {route} 200"] = new("read", $"{route}?{parameters}&{parameter}={account}");
            answers[$"GET {route} 400"] = new("all", $"{route}?{parameter}={account}");
            answers[$"GET {route} 401"] = new("", $"{route}?{parameters}");
            answers[$"GET {route} 403"] = new("read", $"{route}?{parameters}");
            answers[$"GET {route} 404"] = new("read", $"{route}?{parameters}&{parameter}=another");
        }

        Named("/stats", "date=2026-02-01", "site_id");
        Named("/api/v1/analytics/summary", Range, "account_id");
        Named("/api/analytics/summary", Range, "account_id");
        Named("/api/v1/analytics/stream", "window=last_7d", "account_id");
        answers["GET /api/v1/analytics/stream 400"] = new("all", "/api/v1/analytics/stream");

        answers["GET /accounts 200"] = new("all", "/accounts?search=documented&limit=1");
        answers["GET /accounts 400"] = new("read", "/accounts?limit=0");
        answers["GET /accounts 401"] = new("", "/accounts");
        answers["GET /accounts 403"] = new("write", "/accounts");

        foreach (var operation in (string[])["GET /accounts/sample", "GET /pipeline", "GET /pipeline/errors", "POST /pipeline/errors/replay"])
        {
            var route = operation.Split(' ')[1];
            answers[$"{operation} 200"] = new("all", route);
            answers[$"{operation} 400"] = new("all", $"{route}?limit=0");
            answers[$"{operation} 401"] = new("", route);
            answers[$"{operation} 403"] = new("admin", route);
        }

        return answers;
    }

    static void Dialects(Dictionary<string, DocumentedAnswer> answers)
    {
        void Taking(string operation, int good, string target, string body, string contentType = "application/json")
        {
            answers[$"{operation} {good}"] = new("write", target, body, contentType);
            answers[$"{operation} 400"] = new("write", target, "{", contentType);
            answers[$"{operation} 401"] = new("", target, body, contentType);
            answers[$"{operation} 403"] = new("read", target, body, contentType);
            answers[$"{operation} 413"] = new("write", target, new string(' ', 11_000_000), contentType);
        }

        const string Segment = """{"batch":[{"type":"track","event":"e","userId":"u","messageId":"m"},{"type":"track","userId":"u"}]}""";
        const string PostHog = """{"batch":[{"event":"e","distinct_id":"u","uuid":"p"},{"event":"e"}]}""";
        const string CloudEvent = """{"specversion":"1.0","id":"1","source":"/s","type":"t"}""";
        Taking("POST /v1/{call}", 200, "/v1/batch", Segment);
        answers["POST /v1/{call} 404"] = new("write", "/v1/nothing", Segment);
        Taking("POST /b", 200, "/b", Segment);
        foreach (var route in (string[])["/batch", "/capture", "/e", "/i/v0/e"]) Taking($"POST {route}", 200, $"{route}/", PostHog, "text/plain");
        Taking("POST /cloudevents", 202, "/cloudevents", CloudEvent, "application/cloudevents+json");
        answers["POST /cloudevents 415"] = new("write", "/cloudevents", CloudEvent);
        answers["OPTIONS /cloudevents 200"] = new("", "/cloudevents");
        answers["GET /v1/projects/{write_key}/settings 200"] = new("", "/v1/projects/any/settings");
        answers["GET /projects/{write_key}/settings 200"] = new("", "/projects/any/settings");
        foreach (var route in (string[])["/flags", "/decide"]) answers[$"POST {route} 200"] = new("", $"{route}/?v=2", "{}");
        foreach (var name in (string[])["config", "config.js"]) answers[$"GET /array/{{token}}/{name} 200"] = new("", $"/array/any/{name}");
        answers["GET /pixel.gif 200"] = new("write", "/pixel.gif?user_id=u");
    }
}
