using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>One JSON value as it stands in a body; <c>default</c> when it is not there. Points into the body; nothing is copied.</summary>
readonly ref struct JsonSlice
{
    /// <summary>The value byte for byte, quotes included.</summary>
    public ReadOnlySpan<byte> Raw { get; private init; }

    public JsonTokenType Kind { get; private init; }

    /// <summary>A string with escapes in it.</summary>
    public bool IsEscaped { get; private init; }

    /// <summary>Some value other than null stands there.</summary>
    public bool IsThere => Kind is not (JsonTokenType.None or JsonTokenType.Null);

    public bool IsObject => Kind == JsonTokenType.StartObject;

    public bool IsArray => Kind == JsonTokenType.StartArray;

    public bool IsString => Kind == JsonTokenType.String;

    /// <summary>A string with something in it.</summary>
    public bool HasText => IsString && Raw.Length > 2;

    /// <summary>What stands between a string's quotes, escapes and all.</summary>
    public ReadOnlySpan<byte> Inner => Raw[1..^1];

    /// <summary>The value of a whole text.</summary>
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static JsonSlice OfText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, EventBody.Strict);
        reader.Read();
        var value = At(ref reader, json);
        reader.Read(); // throws when anything but white space follows
        return value;
    }

    /// <summary>The value that the reader stands on; the reader then stands at its end.</summary>
    public static JsonSlice At(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var (start, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
        var isEscaped = kind == JsonTokenType.String && reader.ValueIsEscaped;
        reader.Skip();
        return new JsonSlice { Raw = json[start..(int)reader.BytesConsumed], Kind = kind, IsEscaped = isEscaped };
    }

    /// <summary>The text of a string, unescaped; empty when it is no string, or cannot be stored.</summary>
    public ReadOnlySpan<byte> Text()
    {
        if (!HasText || !IsEscaped) return HasText ? Inner : default;
        if (JsonText.Check(Inner) != RejectionReason.None) return default;
        var text = new byte[Inner.Length];
        return text.AsSpan(0, JsonText.Unescape(Inner, text));
    }
}
