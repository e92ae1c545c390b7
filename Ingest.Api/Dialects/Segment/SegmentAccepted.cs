using System.Text.Json.Serialization;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.Segment;

/// <summary>200, and no other number: clients of Segment's retry or give up on any other. Names that they do not know they ignore.</summary>
/// <param name="Rejected">The calls that were not taken; left out when there are none.</param>
sealed record SegmentAccepted([property: JsonIgnore] IReadOnlyList<Rejection> Rejected) : IResult
{
    public bool Success { get; } = true;

    [JsonPropertyName("rejected"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Rejection>? Listed => Rejected.Count == 0 ? null : Rejected;

    public Task ExecuteAsync(HttpContext httpContext) =>
        JsonAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, "application/json; charset=utf-8", this, DialectsJson.Default.SegmentAccepted);
}
