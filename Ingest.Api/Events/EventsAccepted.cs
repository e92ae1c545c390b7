using System.Text.Json.Serialization;

namespace Ingest.Api.Events;

/// <summary>202 of <c>POST /events</c>: the broker has these events on disk.</summary>
/// <param name="JobId">A new UUIDv7; names this answer in logs, nothing can be asked with it.</param>
/// <param name="Queued">How many events were taken.</param>
/// <param name="EventIds">The ids made here for events that came without one, in their order.</param>
/// <param name="Rejected">The events that were not taken.</param>
public sealed record EventsAccepted(
    [property: JsonPropertyName("jobId")] Guid JobId,
    int Queued,
    IReadOnlyList<Guid> EventIds,
    IReadOnlyList<Rejection> Rejected) : IResult
{
    [JsonPropertyName("statusCode"), JsonPropertyOrder(-1)]
    public int StatusCode => StatusCodes.Status202Accepted;

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCode, "application/json; charset=utf-8", this, EventsJson.Default.EventsAccepted);
}
