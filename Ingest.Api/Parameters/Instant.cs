using System.Globalization;
using System.Text.RegularExpressions;

namespace Ingest.Api.Parameters;

/// <summary>
/// Instants in a query string: RFC 3339 with an offset, or a date alone, which is that day's UTC midnight. A time without an
/// offset is refused: the reader's zone is not ours to guess, and a guess is a wrong number that nobody sees.
/// </summary>
static partial class Instant
{
    /// <summary>What is understood, for a client that was refused.</summary>
    public const string Expected = "must be an instant with an offset, like 2026-01-01T00:00:00Z or 2026-01-01T02:00:00%2B02:00, or a date, like 2026-01-01";

    /// <summary>
    /// The instant in UTC, to 100 ns, or null. Digits beyond 100 ns are dropped. A space may stand where a <c>+</c> was: that is
    /// what a query string makes of a plus that was not encoded.
    /// </summary>
    public static DateTimeOffset? Parsed(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success) return null;
        var fraction = match.Groups["fraction"].Value;
        var plain = match.Groups["date"].Value
            + (match.Groups["time"].Success ? $"T{match.Groups["time"].Value}" : "T00:00")
            + (match.Groups["second"].Success ? $":{match.Groups["second"].Value}" : ":00")
            + $".{fraction.PadRight(7, '0')[..7]}"
            + OffsetOf(match.Groups["offset"].Value);
        return DateTimeOffset.TryParseExact(
            plain, "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;
    }

    static string OffsetOf(string offset) => offset switch
    {
        "" or "Z" or "z" => "+00:00",
        _ => $"{(offset[0] == '-' ? '-' : '+')}{offset[1..3]}:{offset[^2..]}",
    };

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})([Tt ](?<time>[0-9]{2}:[0-9]{2})(:(?<second>[0-9]{2})([.,](?<fraction>[0-9]{1,9}))?)?(?<offset>[Zz]|[+\- ][0-9]{2}:?[0-9]{2}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
