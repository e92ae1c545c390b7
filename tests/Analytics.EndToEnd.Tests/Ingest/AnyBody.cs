using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>
/// Generates bodies from tidy to hostile: events whose texts, numbers, times and nesting are anything, within and beyond the
/// limits, in every shape and encoding; half of them then damaged at random.
/// </summary>
static class AnyBody
{
    static readonly string[] Numbers =
        ["0", "-0", "0.0", "1e5", "1E-5", "1.50", "123456789012345678901234567890", "0.1e1", "1e308", "-1e308", "1e-400", "5e-324", "1e400", "0e99999", "9007199254740993", "1e0000000005"];

    static readonly string[] Escapes = ["\\n", "\\t", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\u0001", "\\u001f", "\\u00e9", "\\ud83d\\ude00", "\\uffff", "\\ufeff", "\\u202e"];

    static readonly string[] Unstorable = ["\\u0000", "\\ud800", "\\udc00"];

    static readonly string[] Letters =
        [.. new[] { 'a', 'Z', '0', ' ', '.', '/', '%', '\'', ';', '{', '\u007f', '\u0085', 'ž', '\u0301', '中', '\u2028', '\ufffe', '\ufffd', 0x1f600, 0x10ffff }.Select(char.ConvertFromUtf32)];

    static readonly Gen<string> Text =
        from length in Gen.Frequency((60, Gen.Choose(1, 8)), (1, Gen.Choose(150, 250)), (1, Gen.Constant(0)))
        from pieces in Gen.ListOf(Gen.Frequency((300, Gen.Elements(Letters)), (60, Gen.Elements(Escapes)), (1, Gen.Elements(Unstorable))), length)
        select $"\"{string.Concat(pieces)}\"";

    static readonly Gen<string> Time =
        from second in Gen.Choose(0, 26 * 365 * 1440)
        from fraction in Gen.Elements("", ".5", ".123456", ".000001", ".123456789")
        from zone in Gen.Elements("Z", "z", "+00:00", "+05:30", "-08:00", "+23:59", "-12:34")
        let at = new DateTime(1999, 12, 25, 0, 0, 0, DateTimeKind.Utc).AddMinutes(second).AddSeconds(second % 60)
        select $"\"{at.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}{fraction}{zone}\"";

    static readonly Gen<string> Event =
        from account in Gen.Frequency((20, Gen.Constant($"\"{SentBody.Mark}\"")), (4, Text.Select(text => $"\"{SentBody.Mark}{text[1..]}")), (1, Value(2)))
        from accountName in Gen.Elements("account_id", "account_id", "site_id", "org_id", "account\\u005fid")
        from typeName in Gen.Elements("type", "type", "event_type", "event_name")
        from id in Gen.Frequency((4, Gen.Choose(0, 1_000_000).Select(number => $",\"event_id\":\"e{number}\"")), (3, Optional("event_id", Text)), (1, Gen.Constant("")))
        from user in Gen.Frequency((12, Text), (1, Value(1)))
        from type in Gen.Frequency((12, Text), (1, Value(1)))
        from path in Optional("path", Gen.Frequency((8, Text), (1, Value(1))))
        from time in Optional("timestamp", Gen.Frequency((12, Time), (1, Value(1))))
        from metadata in Optional("metadata", Gen.Frequency((16, Object(3)), (2, Object(18)), (1, Value(1))))
        from more in Gen.Frequency((8, Gen.Constant("")), (1, Optional("user_id", Value(0))), (1, Text.Zip(Value(2), (name, value) => $",{name}:{value}")))
        select $"{{\"{accountName}\":{account},\"user_id\":{user},\"{typeName}\":{type}{id}{path}{time}{metadata}{more}}}";

    static readonly Gen<SentBody> Tidy =
        from count in Gen.Choose(1, 4)
        from events in Gen.ListOf(Event, count)
        from shape in Gen.Choose(0, 4)
        from isMistaken in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from encoding in Gen.Elements(null, null, null, "gzip", "br")
        let isLines = (shape == 4) != isMistaken
        let text = shape switch
        {
            0 => events[0],
            1 => events[0],
            2 => $"{{\"before\":0,\"events\":[{string.Join(',', events)}],\"after\":[]}}",
            3 => $" [{string.Join(" ,\n", events)}]\r\n",
            _ => string.Join("\r\n\n", events),
        }
        select new SentBody(shape == 0 ? "/event" : "/events", isLines ? "application/x-ndjson" : "application/json", encoding, Encoding.UTF8.GetBytes(text), null);

    static readonly byte[][] Nasty =
    [
        .. new[] { "\\u0000", "\\ud800", "\0", "\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "null", "events", "\"events\":[", "\"type\":\"t\",", "1e400", new string('[', 1_100), new string('9', 401), new string('a', 300) }
            .Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf],
    ];

    static readonly Gen<SentBody> Damaged =
        from body in Tidy
        from changes in Gen.ListOf(Gen.Choose(0, int.MaxValue).Four(), 3)
        from count in Gen.Choose(1, 3)
        from flip in Gen.Frequency((3, Gen.Constant(((int, byte)?)null)), (1, Gen.Choose(0, 10_000).Zip(Gen.Choose(1, 255), (at, bits) => ((int, byte)?)(at, (byte)bits))))
        select body with { Text = changes.Take(count).Aggregate(body.Text, Change), Flip = flip };

    /// <summary>So many bodies, to be sent at once.</summary>
    public static Arbitrary<SentBodies> Many(int count) =>
        Arb.From(Gen.ListOf(Gen.OneOf(Tidy, Damaged), count).Select(bodies => new SentBodies([.. bodies])), bodies => bodies.Smaller());

    static Gen<string> Optional(string name, Gen<string> value) => Gen.Frequency((2, value.Select(one => $",\"{name}\":{one}")), (1, Gen.Constant("")));

    static Gen<string> Object(int depth) =>
        from count in Gen.Choose(0, 3)
        from members in Gen.ListOf(Text.Zip(Value(depth - 1), (name, value) => $"{name}:{value}"), count)
        select $"{{{string.Join(',', members)}}}";

    static Gen<string> Value(int depth)
    {
        var plain = Gen.Frequency(
            (1, Gen.Elements("null", "true", "false")), (2, Gen.Elements(Numbers)), (1, Gen.Choose(int.MinValue, int.MaxValue).Select(number => number.ToString(CultureInfo.InvariantCulture))), (3, Text));
        if (depth <= 0) return plain;
        var deeper = from count in Gen.Choose(0, 2) from items in Gen.ListOf(Value(depth - 1), count) select $"[{string.Join(',', items)}]";
        return Gen.Frequency((4, plain), (1, deeper), (2, Gen.Constant(0).SelectMany(_ => Object(depth))));
    }

    static byte[] Change(byte[] text, (int Kind, int At, int Length, int Value) change)
    {
        if (text.Length == 0) return text;
        var at = change.At % text.Length;
        var length = Math.Min(1 + (change.Length % 40), text.Length - at);
        var value = change.Value;
        return (change.Kind % 5) switch
        {
            0 => [.. text[..at], (byte)value, .. text[(at + 1)..]],
            1 => [.. text[..at], (byte)(text[at] ^ (1 << (value % 8))), .. text[(at + 1)..]],
            2 => [.. text[..at], .. text[(at + length)..]],
            3 => [.. text[..at], .. Nasty[value % Nasty.Length], .. text[at..]],
            _ => [.. text[..(at + length)], .. text[at..]],
        };
    }
}
