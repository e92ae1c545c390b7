using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Client.Buffering;

/// <summary>Writes values as JSON, by their type and without reflection.</summary>
static class MetadataValue
{
    public static void WriteMap(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> map)
    {
        json.WriteStartObject();
        if (map is Dictionary<string, object?> common)
        {
            // Its own enumerator needs no allocation.
            foreach (var (name, value) in common) WriteMember(json, name, value);
        }
        else
        {
            foreach (var (name, value) in map) WriteMember(json, name, value);
        }

        json.WriteEndObject();
    }

    static void WriteMember(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    static void Write(Utf8JsonWriter json, object? value)
    {
        if (json.BytesCommitted + json.BytesPending > MetadataJson.BytesLimit) throw new MetadataTooLargeException();
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case float number: json.WriteNumberValue(number); break;
            case uint number: json.WriteNumberValue(number); break;
            case ulong number: json.WriteNumberValue(number); break;
            case short number: json.WriteNumberValue(number); break;
            case ushort number: json.WriteNumberValue(number); break;
            case byte number: json.WriteNumberValue(number); break;
            case sbyte number: json.WriteNumberValue(number); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case DateTime time: json.WriteStringValue(time); break;
            case DateOnly day: json.WriteStringValue(day.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeSpan time: json.WriteStringValue(time.ToString("c", CultureInfo.InvariantCulture)); break;
            case Enum or char or Uri: json.WriteStringValue(value.ToString()); break;
            case JsonElement element: element.WriteTo(json); break;
            case JsonNode node: node.WriteTo(json); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(json, map); break;
            case IDictionary map: WriteEntries(json, map); break;
            case IEnumerable list: WriteList(json, list); break;
            default: throw new NotSupportedException();
        }
    }

    /// <summary>Dictionaries of other values, such as texts only.</summary>
    static void WriteEntries(Utf8JsonWriter json, IDictionary map)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map) WriteMember(json, (string)entry.Key, entry.Value);
        json.WriteEndObject();
    }

    static void WriteList(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var value in list) Write(json, value);
        json.WriteEndArray();
    }
}
