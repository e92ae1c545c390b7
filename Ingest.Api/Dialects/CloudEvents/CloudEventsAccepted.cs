using Ingest.Api.Events;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>202, as the web hook text has it for what is taken and not processed yet.</summary>
/// <param name="Accepted">How many events were taken.</param>
/// <param name="Rejected">The events that were not.</param>
sealed record CloudEventsAccepted(int Accepted, IReadOnlyList<Rejection> Rejected) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCodes.Status202Accepted, "application/json; charset=utf-8", this, DialectsJson.Default.CloudEventsAccepted);
}
