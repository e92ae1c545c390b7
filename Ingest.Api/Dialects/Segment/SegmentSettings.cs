using System.Text.Json.Serialization;

namespace Ingest.Api.Dialects.Segment;

/// <summary>What a browser's client asks for before it sends: which destinations there are, and where they are.</summary>
sealed class SegmentSettings(string writeKey, string apiHost, string protocol) : IResult
{
    public Dictionary<string, Destination> Integrations { get; } = new() { ["Segment.io"] = new(writeKey, apiHost, protocol) };

    /// <summary>A tracking plan: none.</summary>
    public Dictionary<string, string> Plan { get; } = [];

    public Task ExecuteAsync(HttpContext httpContext) =>
        Events.JsonAnswer.WriteAsync(httpContext, StatusCodes.Status200OK, "application/json; charset=utf-8", this, DialectsJson.Default.SegmentSettings);

    /// <summary>The one destination, which is this server.</summary>
    internal sealed record Destination([property: JsonPropertyName("apiKey")] string ApiKey, [property: JsonPropertyName("apiHost")] string ApiHost, string Protocol);
}
