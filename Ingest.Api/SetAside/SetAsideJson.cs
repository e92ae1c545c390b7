using System.Text.Json.Serialization;

namespace Ingest.Api.SetAside;

/// <summary>Writes the answers about set-aside events without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SetAsideAnswer))]
[JsonSerializable(typeof(ReplayAnswer))]
sealed partial class SetAsideJson : JsonSerializerContext;
