using System.Buffers;
using System.Diagnostics;

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

    /// <summary>The trace that the request is part of, 32 hex digits; null when nobody traces.</summary>
    public static string? TraceIdOf(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpActivityFeature>()?.Activity.TraceId.ToHexString();

    public Task InvokeAsync(HttpContext http)
    {
        var given = http.Request.Headers[Header];
        if (given.Count == 1 && given[0] is { Length: > 0 and <= LengthLimit } id && !id.AsSpan().ContainsAnyExcept(Allowed)) return NamedAsync(http, id);
        WriteHeaders(http);
        return next(http);
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

    /// <summary>The server's own scope has the id that the server made.</summary>
    async Task NamedAsync(HttpContext http, string id)
    {
        http.TraceIdentifier = id;
        WriteHeaders(http);
        using (log.BeginScope(new RequestIdScope(id))) await next(http);
    }
}
