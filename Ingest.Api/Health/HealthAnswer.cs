using System.Text.Json.Serialization;

namespace Ingest.Api.Health;

/// <summary>Answer of <c>GET /health</c> and <c>GET /health/live</c>.</summary>
sealed record HealthAnswer(string Status)
{
    public static readonly HealthAnswer Ok = new("ok");
}

/// <summary>Writes the health answers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ReadinessReport))]
sealed partial class HealthJson : JsonSerializerContext;
