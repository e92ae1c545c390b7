using Ingest.Api.Events;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Limits;

/// <summary>Lets a request pass that its bucket has a token for. Routes that need no key, health first of all, are never refused.</summary>
sealed class RequestLimit(RequestDelegate next, Buckets buckets, Func<HttpContext, string?> nameOf, ApiMetrics metrics)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Access>() == Access.WithoutKey || nameOf(http) is not { } name) return next(http);
        var answer = buckets.Take(name, 1);
        RateLimitHeaders.Write(http.Response.Headers, answer);
        if (answer.IsTaken) return next(http);
        metrics.Refused(RejectionReason.RateLimited);
        return RefusedAs.AnswerAsync(http, RejectionReason.RateLimited);
    }
}
