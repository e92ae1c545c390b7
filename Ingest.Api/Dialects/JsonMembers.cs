using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>Walks an object's members in their order, over each value in one step. Of anything but an object there are none.</summary>
ref struct JsonMembers
{
    readonly ReadOnlySpan<byte> json;
    Utf8JsonReader reader;
    ReadOnlySpan<byte> name;

    public JsonMembers(JsonSlice of)
    {
        json = of.IsObject ? of.Raw : "{}"u8;
        reader = new Utf8JsonReader(json, EventBody.Strict);
        reader.Read();
    }

    /// <summary>The name with its quotes, as it stands there.</summary>
    public ReadOnlySpan<byte> RawName { get; private set; }

    public JsonSlice Value { get; private set; }

    public bool Next()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName) return false;
        name = reader.ValueIsEscaped ? Unescaped(reader.ValueSpan) : reader.ValueSpan;
        RawName = json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
        reader.Read();
        Value = JsonSlice.At(ref reader, json);
        return true;
    }

    public readonly bool Is(ReadOnlySpan<byte> wanted) => name.SequenceEqual(wanted);

    static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        if (JsonText.Check(raw) != RejectionReason.None) return raw;
        var text = new byte[raw.Length];
        return text.AsSpan(0, JsonText.Unescape(raw, text));
    }
}
