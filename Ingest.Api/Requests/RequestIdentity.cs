using System.Buffers;
using System.Diagnostics;
using Ingest.Api.Accounts;

namespace Ingest.Api.Requests;

/// <summary>
/// Names each request, so that a client's complaint finds its log lines: by the <c>X-Request-Id</c> that came with it, or one made
/// here, and by the trace that <c>traceparent</c> belongs to. Both go back with the answer and stand in problems; log lines carry
/// them in their scope. Beside them the headers that keep a browser from making more of an answer than it is.
/// </summary>
sealed class RequestIdentity(RequestDelegate next, ILogger<RequestIdentity> log)
{
    public const string Header = "X-Request-Id";

    const int LengthLimit = 128;

    // What may stand in a log line, a header and a URL as it is. Anything else is not taken over: it may be made to deceive.
    static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~:/+=@");

    // A name may hold anything; in a log it must not look like a line of its own.
    static readonly SearchValues<char> LineEnds = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl), '\u2028', '\u2029']);

    /// <summary>The trace that the request is part of, 32 hex digits; null when nobody traces.</summary>
    public static string? TraceIdOf(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpActivityFeature>()?.Activity.TraceId.ToHexString();

    public async Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers[Header];
        var name = given.Count == 1 && given[0] is { Length: > 0 and <= LengthLimit } id && !id.AsSpan().ContainsAnyExcept(Allowed) ? id : null;
        if (name is not null) http.TraceIdentifier = name;
        WriteHeaders(http);
        var scope = new RequestScope(name);
        http.Features.Set(scope);
        BelongsTo(http, http.Features.Get<AccountInPath>()?.Id);
        using (log.BeginScope(scope)) await next(http);
    }

    /// <summary>Whose the request is, for its log lines and its span; null, which is not known yet or not one account's, changes nothing.</summary>
    public static void BelongsTo(HttpContext http, string? account)
    {
        if (account is null) return;
        if (account.AsSpan().ContainsAny(LineEnds)) account = Uri.EscapeDataString(account);
        if (http.Features.Get<RequestScope>() is { } scope) scope.AccountId = account;
        if (Activity.Current is { IsAllDataRequested: true, Recorded: true } span) span.SetTag("analytics.account", account);
    }

    /// <summary>On the answer; once more where an exception's answer began anew.</summary>
    public static void WriteHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[Header] = http.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers.TraceParent.Count > 0 && Activity.Current is { } activity) headers.TraceParent = activity.Id;
        if (HttpMethods.IsPost(http.Request.Method)) return; // nobody looks at that in a window, and it is the busy route
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
    }
}
