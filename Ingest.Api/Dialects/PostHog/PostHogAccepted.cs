using System.Text.Json.Serialization;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>200, and no other number: PostHog's browser client sends again what got 202. Names that they do not know they ignore.</summary>
/// <param name="Rejected">The events that were not taken; left out when there are none.</param>
sealed record PostHogAccepted([property: JsonIgnore] IReadOnlyList<Rejection> Rejected) : IResult
{
    public int Status { get; } = 1;

    [JsonPropertyName("rejected"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Rejection>? Listed => Rejected.Count == 0 ? null : Rejected;

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, "application/json; charset=utf-8", this, DialectsJson.Default.PostHogAccepted);
}
