using System.Text.Json.Serialization;

namespace Ingest.Api.ErrorQueue;

/// <summary>Writes the answers about the error queue without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorQueueAnswer))]
[JsonSerializable(typeof(ErrorReplayAnswer))]
sealed partial class ErrorQueueJson : JsonSerializerContext;
