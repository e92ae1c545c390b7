using System.Text;
using System.Text.Json;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>The events of a body that was accepted, read by other means than the API does.</summary>
static class ReadBody
{
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_024 };

    /// <summary>The events of a plain body that stand at none of the refused indexes.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="plain">Its bytes.</param>
    /// <param name="refused">Indexes that the answer lists.</param>
    /// <param name="madeIds">Ids that the answer lists.</param>
    public static List<ReadEvent> EventsOf(SentBody body, byte[] plain, HashSet<int> refused, IReadOnlyList<string> madeIds)
    {
        var ids = new Queue<string>(madeIds);
        var read = new List<ReadEvent>();
        var index = 0;
        foreach (var part in Parts(body, plain is [0xef, 0xbb, 0xbf, ..] ? plain[3..] : plain))
        {
            if (refused.Contains(index++)) continue;
            using var json = JsonDocument.Parse(part, Deep);
            read.Add(ReadEvent.Of(json.RootElement, ids.Dequeue));
        }

        // Alone at its own address, an event is told its id whether it was made or not.
        if (body.Path == "/events") Assert.Empty(ids);
        return read;
    }

    static IEnumerable<ReadOnlyMemory<byte>> Parts(SentBody body, byte[] plain)
    {
        if (body.ContentType == "application/x-ndjson") return Lines(plain);
        using var json = JsonDocument.Parse(plain, Deep);
        var events = json.RootElement;
        if (events.ValueKind == JsonValueKind.Object && body.Path == "/events" && events.EnumerateObject().FirstOrDefault(IsEvents) is { Value.ValueKind: JsonValueKind.Array } batch)
            events = batch.Value;
        return events.ValueKind == JsonValueKind.Array ? [.. events.EnumerateArray().Select(Raw)] : [Raw(events)];
    }

    static IEnumerable<ReadOnlyMemory<byte>> Lines(byte[] plain)
    {
        var start = 0;
        for (var at = 0; at <= plain.Length; at++)
        {
            if (at < plain.Length && plain[at] != '\n') continue;
            var line = plain.AsMemory(start, at - start);
            start = at + 1;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0) yield return line;
        }
    }

    static ReadOnlyMemory<byte> Raw(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());

    /// <summary>What stands beside the events is ignored, a name that is no text as well.</summary>
    static bool IsEvents(JsonProperty property)
    {
        try
        {
            return property.Name == "events";
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
