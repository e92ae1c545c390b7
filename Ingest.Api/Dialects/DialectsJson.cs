using System.Text.Json.Serialization;
using Ingest.Api.Dialects.CloudEvents;
using Ingest.Api.Dialects.PostHog;
using Ingest.Api.Dialects.Segment;

namespace Ingest.Api.Dialects;

/// <summary>How the answers of this room are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(SegmentAccepted))]
[JsonSerializable(typeof(SegmentSettings))]
[JsonSerializable(typeof(PostHogAccepted))]
[JsonSerializable(typeof(CloudEventsAccepted))]
sealed partial class DialectsJson : JsonSerializerContext;
