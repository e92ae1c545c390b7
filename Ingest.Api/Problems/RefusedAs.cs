using Ingest.Api.Events;

namespace Ingest.Api.Problems;

/// <summary>How a route's clients want to hear that they were refused before it was reached; a route that says nothing answers problem+json.</summary>
sealed class RefusedAs(Func<HttpContext, RejectionReason, Task> answer)
{
    public static Task AnswerAsync(HttpContext http, RejectionReason reason) => http.GetEndpoint()?.Metadata.GetMetadata<RefusedAs>() is { } own
        ? own.OfRouteAsync(http, reason)
        : Problem.Refused(reason).ExecuteAsync(http);

    Task OfRouteAsync(HttpContext http, RejectionReason reason) => answer(http, reason);
}
