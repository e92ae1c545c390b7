using System.Text.Json;
using Analytics.Load.Bench;
using Ingest.Api.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>Parsing, validating and packing a whole body, against a JSON reader that only walks over it.</summary>
sealed class BodyPart : Part
{
    readonly byte[] body;
    readonly BodyFormat format;
    readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    public BodyPart(int events, bool asLines = false)
    {
        Events = events;
        format = asLines ? BodyFormat.JsonLines : BodyFormat.Json;
        body = asLines ? EventRequests.Lines(Sample.Events(events)) : EventRequests.Body(Sample.Events(events));
    }

    public override string LimitName => "Utf8JsonReader over the same bytes";

    public override int Events { get; }

    public override int Bytes => body.Length;

    public override int Limit()
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = format == BodyFormat.JsonLines });
        var tokens = 0;
        while (reader.Read()) tokens++;
        return tokens;
    }

    public override int Ours() => EventBody.Read(body, format, Sample.Limits, now).EventCount;
}
