using System.Text.Json.Serialization;

namespace Ingest.Api.Events;

/// <summary>How the answers of this room are written. S3 spells its two own names in camel case; they are named where they stand.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(EventsAccepted))]
[JsonSerializable(typeof(EventAccepted))]
[JsonSerializable(typeof(EventsProblem))]
sealed partial class EventsJson : JsonSerializerContext;
