using System.Text.Json;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>When two texts are the same JSON.</summary>
static class Json
{
    /// <summary>Numbers by their exact value, members in any order, and of members of one name the last. No text at all is the same as no text.</summary>
    public static bool Same(string? left, string? right)
    {
        if (left is null || right is null) return left == right;
        using var one = JsonDocument.Parse(left);
        using var other = JsonDocument.Parse(right);
        return Same(one.RootElement, other.RootElement);
    }

    static bool Same(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != right.ValueKind) return false;
        return left.ValueKind switch
        {
            JsonValueKind.Object => SameMembers(Members(left), Members(right)),
            JsonValueKind.Array => left.GetArrayLength() == right.GetArrayLength() && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => Same(pair.First, pair.Second)),
            _ => JsonElement.DeepEquals(left, right),
        };
    }

    static bool SameMembers(Dictionary<string, JsonElement> left, Dictionary<string, JsonElement> right) =>
        left.Count == right.Count && left.All(member => right.TryGetValue(member.Key, out var other) && Same(member.Value, other));

    static Dictionary<string, JsonElement> Members(JsonElement element)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject()) members[member.Name] = member.Value;
        return members;
    }
}
