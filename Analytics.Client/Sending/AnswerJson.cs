using System.Text.Json.Serialization;

namespace Analytics.Client.Sending;

/// <summary>How answers are read, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AnswerBody))]
sealed partial class AnswerJson : JsonSerializerContext;
