using System.Text.Json.Serialization;

namespace Ingest.Api.Pipeline;

/// <summary>Writes the pipeline's answers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PipelineAnswer))]
[JsonSerializable(typeof(AccountPipelineAnswer))]
sealed partial class PipelineJson : JsonSerializerContext;
