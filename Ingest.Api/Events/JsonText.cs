using System.Buffers.Text;
using System.Text;

namespace Ingest.Api.Events;

/// <summary>
/// The escapes of a JSON string. The JSON reader checks their syntax only; PostgreSQL also refuses the character U+0000 and half
/// surrogate pairs, and the JSON reader throws when it is asked to unescape the latter.
/// </summary>
static class JsonText
{
    const byte Backslash = (byte)'\\';

    /// <summary>Looks through a string's raw bytes, known to be well-formed JSON, for what cannot be stored.</summary>
    public static RejectionReason Check(ReadOnlySpan<byte> raw)
    {
        for (var at = raw.IndexOf(Backslash); at >= 0;)
        {
            if (raw[at + 1] == 'u')
            {
                var unit = Unit(raw, at);
                if (unit == 0) return RejectionReason.NulCharacter;
                if (char.IsSurrogate(unit))
                {
                    if (!IsPair(unit, raw, at + 6)) return RejectionReason.LoneSurrogate;
                    at += 6;
                }

                at += 6;
            }
            else
            {
                at += 2;
            }

            var next = raw[at..].IndexOf(Backslash);
            at = next < 0 ? -1 : at + next;
        }

        return RejectionReason.None;
    }

    /// <summary>
    /// Writes the unescaped text of raw bytes that <see cref="Check"/> has passed; returns how many bytes it took. Never more than
    /// came in: <c>\uXXXX</c> is six bytes and at most three after.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> raw, Span<byte> to)
    {
        var written = 0;
        while (true)
        {
            var plain = raw.IndexOf(Backslash);
            if (plain < 0) plain = raw.Length;
            raw[..plain].CopyTo(to[written..]);
            written += plain;
            if (plain == raw.Length) return written;

            raw = raw[plain..];
            if (raw[1] != 'u')
            {
                to[written++] = Short(raw[1]);
                raw = raw[2..];
                continue;
            }

            var first = Unit(raw, 0);
            var isPair = char.IsSurrogate(first);
            var rune = isPair ? new Rune(first, Unit(raw, 6)) : new Rune(first);
            written += rune.EncodeToUtf8(to[written..]);
            raw = raw[(isPair ? 12 : 6)..];
        }
    }

    static byte Short(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => letter,
    };

    static bool IsPair(char high, ReadOnlySpan<byte> raw, int at) =>
        char.IsHighSurrogate(high)
        && raw.Length >= at + 6 && raw[at] == Backslash && raw[at + 1] == 'u'
        && char.IsLowSurrogate(Unit(raw, at));

    /// <summary>The UTF-16 unit of the <c>\uXXXX</c> at <paramref name="at"/>, whose digits the JSON reader has checked.</summary>
    static char Unit(ReadOnlySpan<byte> raw, int at) =>
        Utf8Parser.TryParse(raw.Slice(at + 2, 4), out ushort unit, out _, 'X') ? (char)unit : '\0';
}
