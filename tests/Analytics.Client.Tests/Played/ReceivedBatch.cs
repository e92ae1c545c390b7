using System.Text.Json.Nodes;

namespace Analytics.Client.Tests.Played;

/// <summary>A request as it arrived, decompressed.</summary>
sealed record ReceivedBatch(int Number, string? Authorization, string? Encoding, string Body)
{
    public string[] Lines => Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Count => Body.AsSpan().Count('\n');

    public IReadOnlyList<JsonObject> Events => [.. Lines.Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The ids, in order, without parsing the rest, of which there may be much.</summary>
    public IEnumerable<Guid> Ids
    {
        get
        {
            for (var line = 0; line < Body.Length; line = Body.IndexOf('\n', line) + 1)
                yield return Guid.Parse(Body.AsSpan(line + "{\"event_id\":\"".Length, 36));
        }
    }

    public IEnumerable<string> Users => Events.Select(one => (string)one["user_id"]!);
}
