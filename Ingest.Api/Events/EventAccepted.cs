using System.Text.Json.Serialization;

namespace Ingest.Api.Events;

/// <summary>202 of <c>POST /event</c>: the broker has the event on disk.</summary>
/// <param name="EventId">The event's id, made here when it came without one.</param>
public sealed record EventAccepted(string EventId) : IResult
{
    [JsonPropertyOrder(-1)]
    public string Message => "Event accepted";

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCodes.Status202Accepted, "application/json; charset=utf-8", this, EventsJson.Default.EventAccepted);
}
