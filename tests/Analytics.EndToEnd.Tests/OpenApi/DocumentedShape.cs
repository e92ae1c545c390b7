using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.EndToEnd.Tests.OpenApi;

/// <summary>Compares an answer with the schema that the document gives for it: types, and names in both directions.</summary>
static class DocumentedShape
{
    /// <summary>Where they differ; empty when they do not.</summary>
    public static IEnumerable<string> Differences(JsonNode document, JsonNode? schema, JsonNode? value, string at = "$")
    {
        if (schema is null) return [$"{at}: no schema"];
        if (schema["$ref"] is { } reference) schema = Follow(document, (string)reference!)!;
        var types = schema["type"] switch { JsonArray several => several.Select(type => (string)type!), { } one => [(string)one!], _ => [] };
        if (types.Any() && !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number"))) return [$"{at}: {TypeOf(value)}, not {string.Join('|', types)}"];
        return value switch
        {
            JsonArray items => items.SelectMany((item, index) => Differences(document, schema["items"], item, $"{at}[{index}]")),
            JsonObject fields => OfObject(document, schema, fields, at),
            _ => [],
        };
    }

    static IEnumerable<string> OfObject(JsonNode document, JsonNode schema, JsonObject fields, string at)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!fields.ContainsKey((string)required!)) yield return $"{at}.{required} is missing";
        }

        if (schema["properties"] is null && schema["additionalProperties"] is null) yield break;
        foreach (var (name, value) in fields)
        {
            var field = schema["properties"]?[name] ?? schema["additionalProperties"];
            if (field is null) yield return $"{at}.{name} is not documented";
            else foreach (var difference in Differences(document, field, value, $"{at}.{name}")) yield return difference;
        }
    }

    public static JsonNode? Follow(JsonNode document, string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]);

    static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        _ => "boolean",
    };
}
