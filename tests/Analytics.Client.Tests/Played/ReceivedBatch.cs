using System.Text.Json.Nodes;

namespace Analytics.Client.Tests.Played;

/// <summary>A request as it arrived, decompressed.</summary>
sealed record ReceivedBatch(int Number, string? Authorization, string? Encoding, string Body)
{
    public string[] Lines => Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Count => Body.Count(letter => letter == '\n');

    public IReadOnlyList<JsonObject> Events => [.. Lines.Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>The ids, in order, without parsing the rest.</summary>
    public IEnumerable<string> Ids => Lines.Select(line => line.Substring("{\"event_id\":\"".Length, 36));

    public IEnumerable<string> Users => Events.Select(one => (string)one["user_id"]!);
}
