using System.Text.Json;
using Analytics.Contracts;

namespace Ingest.Api.Events;

/// <summary>Reads over one JSON value to its last token and says the first thing in it that cannot be stored.</summary>
static class JsonWalk
{
    /// <summary>Looks at strings and names only: for values that are ignored.</summary>
    public static RejectionReason OverIgnored(ref Utf8JsonReader reader) => Over(ref reader, isMetadata: false);

    /// <summary>Looks at strings, names, numbers and depth.</summary>
    public static RejectionReason OverMetadata(ref Utf8JsonReader reader) => Over(ref reader, isMetadata: true);

    static RejectionReason Over(ref Utf8JsonReader reader, bool isMetadata)
    {
        var outside = reader.CurrentDepth;
        var fault = Check(ref reader, outside, isMetadata);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return fault;

        // The opening and the closing token have the same depth; everything between is deeper.
        while (reader.Read() && reader.CurrentDepth > outside)
        {
            if (fault == RejectionReason.None) fault = Check(ref reader, outside, isMetadata);
        }

        return fault;
    }

    static RejectionReason Check(ref Utf8JsonReader reader, int outside, bool isMetadata) => reader.TokenType switch
    {
        JsonTokenType.PropertyName or JsonTokenType.String when reader.ValueIsEscaped => JsonText.Check(reader.ValueSpan),
        JsonTokenType.Number when isMetadata => JsonNumber.Check(reader.ValueSpan),
        JsonTokenType.StartObject or JsonTokenType.StartArray when isMetadata && reader.CurrentDepth - outside >= EventLimits.MetadataDepthLimit
            => RejectionReason.MetadataTooDeep,
        _ => RejectionReason.None,
    };
}
