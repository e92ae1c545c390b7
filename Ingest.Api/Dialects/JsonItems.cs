using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>Walks the items of an array; a value that is none is its own only item.</summary>
ref struct JsonItems
{
    readonly JsonSlice of;
    Utf8JsonReader reader;
    bool isOver;

    public JsonItems(JsonSlice of)
    {
        this.of = of;
        if (!of.IsArray) return;
        reader = new Utf8JsonReader(of.Raw, EventBody.Strict);
        reader.Read();
    }

    public JsonSlice Item { get; private set; }

    public bool Next()
    {
        if (isOver) return false;
        if (!of.IsArray)
        {
            Item = of;
            isOver = true;
            return true;
        }

        isOver = !reader.Read() || reader.TokenType == JsonTokenType.EndArray;
        if (!isOver) Item = JsonSlice.At(ref reader, of.Raw);
        return !isOver;
    }
}
