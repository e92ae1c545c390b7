using System.Globalization;
using Ingest.Api.Events;
using Ingest.Api.Parameters;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>The addresses that PostHog's clients know; a slash at the end makes no difference.</summary>
static class PostHogApi
{
    public static void MapPostHog(this IEndpointRouteBuilder taking, IEndpointRouteBuilder asking)
    {
        foreach (var address in (string[])["/batch", "/capture", "/e", "/i/v0/e"]) taking.MapPost(address, TakeAsync);
        foreach (var address in (string[])["/flags", "/decide"]) asking.MapPost(address, PostHogStubs.Flags).NeedsNoKey();
        asking.MapGet("/array/{token}/config", PostHogStubs.Config).NeedsNoKey();
        asking.MapGet("/array/{token}/config.js", PostHogStubs.ConfigScript).NeedsNoKey();
    }

    static async Task<Results<PostHogAccepted, EventsProblem>> TakeAsync(HttpRequest request, DialectIntake intake)
    {
        var (batch, problem) = await intake.TakeAsync(request, new PostHogBody(SentAt(request)));
        return problem is not null ? problem : new PostHogAccepted(batch.Rejections);
    }

    /// <summary>Newer and older clients' name for it, in milliseconds since 1970-01-01 UTC.</summary>
    static long? SentAt(HttpRequest request)
    {
        var parameters = new ParameterReader(request.QueryString.Value);
        return long.TryParse(parameters.Text("sent_at") ?? parameters.Text("_"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? ClientTime.OfMilliseconds(milliseconds)
            : null;
    }
}
