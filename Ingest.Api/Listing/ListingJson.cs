using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Ingest.Api.Answers;

namespace Ingest.Api.Listing;

/// <summary>Writes lists and single events, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(EventJson), typeof(UtcInstantConverter)])]
[JsonSerializable(typeof(EventListAnswer))]
[JsonSerializable(typeof(StoredEventAnswer))]
[JsonSerializable(typeof(SetAsideEventAnswer))]
sealed partial class ListingJson : JsonSerializerContext
{
    /// <summary>The context to use: letters of all scripts as they are.</summary>
    public static ListingJson Web { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new EventJson(), new UtcInstantConverter() },
    });
}
