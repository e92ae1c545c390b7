using Ingest.Api.Events;
using Ingest.Api.Problems;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Dialects.Segment;

/// <summary>The addresses that clients of Segment, RudderStack and Jitsu know.</summary>
static class SegmentApi
{
    public static void MapSegment(this IEndpointRouteBuilder taking, IEndpointRouteBuilder asking)
    {
        taking.MapPost("/v1/{call}", TakeCallAsync).WithName("SegmentCall");
        taking.MapPost("/b", TakeBatchAsync).WithName("SegmentBatch");
        asking.MapGet("/v1/projects/{write_key}/settings", Settings).NeedsNoKey();
        asking.MapGet("/projects/{write_key}/settings", Settings).NeedsNoKey();
    }

    static async Task<Results<SegmentAccepted, EventsProblem, ProblemHttpResult>> TakeCallAsync(string call, HttpRequest request, DialectIntake intake)
    {
        var said = SegmentCalls.InAddress(call);
        if (said is null && !SegmentCalls.IsBatch(call)) return Problem.NotFound("There is no such call.");
        var (batch, problem) = await intake.TakeAsync(request, new SegmentBody(said));
        return problem is not null ? problem : new SegmentAccepted(batch.Rejections);
    }

    static async Task<Results<SegmentAccepted, EventsProblem>> TakeBatchAsync(HttpRequest request, DialectIntake intake)
    {
        var (batch, problem) = await intake.TakeAsync(request, new SegmentBody(null));
        return problem is not null ? problem : new SegmentAccepted(batch.Rejections);
    }

    /// <summary>Browsers do not begin without: every event goes to where this came from, and to nobody else.</summary>
    static SegmentSettings Settings(string write_key, HttpRequest request)
    {
        // What is believed of a proxy's words here is said to the page that asked, and to nobody else.
        var (host, scheme) = (request.Headers["X-Forwarded-Host"].ToString(), request.Headers["X-Forwarded-Proto"].ToString());
        return new(write_key, $"{(host.Length > 0 ? host : request.Host)}/v1", scheme is "http" or "https" ? scheme : request.Scheme);
    }
}
