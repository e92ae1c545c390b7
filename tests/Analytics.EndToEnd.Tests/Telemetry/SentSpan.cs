using System.Text;

namespace Analytics.EndToEnd.Tests.Telemetry;

/// <summary>A span as it was sent by OTLP; ids in hex, <see cref="Parent"/> empty where it has none.</summary>
sealed record SentSpan(string Service, string Name, string Trace, string Id, string Parent, IReadOnlyList<string> LinkedTraces, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>: resources hold scopes, scopes hold spans.</summary>
    public static IEnumerable<SentSpan> Of(ReadOnlyMemory<byte> request) =>
        from resource in ProtobufField.Of(request)
        let service = TextsIn(ProtobufField.Of(resource.Bytes).Single(part => part.Number == 1).Bytes, 1).GetValueOrDefault("service.name", "")
        from scope in ProtobufField.Of(resource.Bytes)
        where scope.Number == 2
        from span in ProtobufField.Of(scope.Bytes)
        where span.Number == 2
        select Of(service, span.Bytes);

    static SentSpan Of(string service, ReadOnlyMemory<byte> span)
    {
        var fields = ProtobufField.Of(span).ToLookup(field => field.Number, field => field.Bytes);
        return new(
            service,
            Encoding.UTF8.GetString(fields[5].Single().Span),
            Hex(fields[1].Single()),
            Hex(fields[2].Single()),
            Hex(fields[4].SingleOrDefault()),
            [.. fields[13].Select(link => Hex(ProtobufField.Of(link).First(part => part.Number == 1).Bytes))],
            TextsIn(span, 9));
    }

    /// <summary>Those attributes that are texts; <paramref name="number"/> is the attributes' field.</summary>
    static Dictionary<string, string> TextsIn(ReadOnlyMemory<byte> message, int number)
    {
        var texts = new Dictionary<string, string>();
        foreach (var attribute in ProtobufField.Of(message).Where(field => field.Number == number))
        {
            var parts = ProtobufField.Of(attribute.Bytes).ToDictionary(part => part.Number, part => part.Bytes);
            foreach (var text in ProtobufField.Of(parts[2]).Where(value => value.Number == 1)) texts[Encoding.UTF8.GetString(parts[1].Span)] = Encoding.UTF8.GetString(text.Bytes.Span);
        }

        return texts;
    }

    static string Hex(ReadOnlyMemory<byte> id) => Convert.ToHexStringLower(id.Span);
}
