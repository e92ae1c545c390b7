using System.Globalization;
using System.Text;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>
/// Events as a hostile but tidy client makes them: well-formed JSON lines whose texts, numbers, times and nesting are anything,
/// within and beyond the limits. The same seed makes the same events.
/// </summary>
sealed class RandomEvents(int seed)
{
    static readonly string[] Numbers =
        ["0", "-0", "0.0", "1e5", "1E-5", "1.50", "123456789012345678901234567890", "0.1e1", "1e308", "-1e308", "1e-400", "5e-324", "1e400", "0e99999", "9007199254740993", "1e0000000005"];

    static readonly string[] Escapes = ["\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\u0001", "\\u001f", "\\u00e9", "\\ud83d\\ude00", "\\uffff", "\\ufeff", "\\u0000", "\\ud800", "\\u202e"];

    static readonly int[] Letters = ['a', 'Z', '0', ' ', '.', '/', '%', '\'', ';', '{', '\u007f', '\u0085', 'ž', '\u0301', '中', '\u2028', '\ufffe', '\ufffd', 0x1f600, 0x10ffff];

    readonly Random random = new(seed);

    /// <summary>One line: an event of the account with this id, and its metadata, which is null when there is none.</summary>
    public (string Line, string? Metadata) Next(string account, string id)
    {
        var metadata = random.Next(5) == 0 ? null : Object(random.Next(1, random.Next(20) == 0 ? 18 : 4));
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{{\"account_id\":\"{account}\",\"event_id\":\"{id}\",\"user_id\":{Text()},\"type\":{Text()}");
        if (random.Next(3) > 0) line.Append(CultureInfo.InvariantCulture, $",\"path\":{Text()}");
        if (random.Next(3) > 0) line.Append(CultureInfo.InvariantCulture, $",\"timestamp\":\"{Time()}\"");
        if (metadata is not null) line.Append(CultureInfo.InvariantCulture, $",\"metadata\":{metadata}");
        if (random.Next(10) == 0) line.Append(CultureInfo.InvariantCulture, $",{Text()}:{Value(2)}");
        return (line.Append('}').ToString(), metadata);
    }

    string Object(int depth) => $"{{{string.Join(',', Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{Text()}:{Value(depth - 1)}"))}}}";

    string Value(int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => Numbers[random.Next(Numbers.Length)],
        3 => random.Next().ToString(CultureInfo.InvariantCulture),
        4 => Text(),
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth - 1)))}]",
        _ => Object(depth),
    };

    string Text()
    {
        var text = new StringBuilder("\"");
        var length = random.Next(100) == 0 ? random.Next(150, 250) : random.Next(1, 12);
        for (var at = 0; at < length; at++)
        {
            // Rarely an escape that cannot be stored, or half of all events would be refused for it.
            var escape = Escapes[random.Next(Escapes.Length)];
            if (random.Next(6) == 0 && (escape is not ("\\u0000" or "\\ud800") || random.Next(20) == 0)) text.Append(escape);
            else text.Append(char.ConvertFromUtf32(Letters[random.Next(Letters.Length)]));
        }

        return text.Append('"').ToString();
    }

    string Time()
    {
        var at = new DateTime(1999, 12, 25, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.NextInt64(0, 26L * 365 * 86_400));
        var zone = random.Next(3) switch { 0 => "Z", 1 => $"+{random.Next(24):00}:{random.Next(60):00}", _ => $"-{random.Next(24):00}:{random.Next(60):00}" };
        var fraction = random.Next(3) == 0 ? "" : "." + random.Next(1, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        return at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + fraction + zone;
    }
}
