using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Analytics.Data.Answers;
using Ingest.Api.Answers;

namespace Ingest.Api.Live;

/// <summary>
/// Messages as server-sent events have them, made once and written to every stream as they are. JSON without indents holds no line
/// end, so a message's data is one line.
/// </summary>
static class LiveFrame
{
    /// <summary>A stream's first words: a client that loses it comes again after 2 s.</summary>
    public static byte[] Opening { get; } = "retry: 2000\n\n"u8.ToArray();

    /// <summary>A comment, which clients skip.</summary>
    public static byte[] Heartbeat { get; } = ": alive\n\n"u8.ToArray();

    public static byte[] Summary(long id, Answer answer)
    {
        var read = new CachedAnswer(answer, Cached: false, Stale: false);
        return [.. Head(id, "summary"), .. answer.Body.AsSpan(0, answer.Body.Length - 1), .. AnswerAge.MembersOf(read), .. "\n\n"u8];
    }

    public static byte[] Events(long id, LiveEvents events) => Of(id, "events", events, AnswerJson.Web.LiveEvents);

    public static byte[] Stale(long id, LiveOutage outage) => Of(id, "stale", outage, AnswerJson.Web.LiveOutage);

    static byte[] Of<T>(long id, string name, T data, JsonTypeInfo<T> type) => [.. Head(id, name), .. JsonSerializer.SerializeToUtf8Bytes(data, type), .. "\n\n"u8];

    static byte[] Head(long id, string name) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: "));
}
