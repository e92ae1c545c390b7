using System.Globalization;
using Analytics.Contracts;

namespace Ingest.Api.Parameters;

/// <summary>
/// Reads the parameters of a query string and remembers the first that is wrong; after that every answer is null or the default,
/// so that a route reads all it needs and then looks once at <see cref="Fault"/>. A parameter given twice is wrong: two readers
/// on the way (a proxy, a signature) might take the one that we do not. Names do not count case; unknown ones are ignored.
/// </summary>
sealed class ParameterReader
{
    readonly List<(string name, string rawValue)> pairs = [];

    /// <param name="queryString">As it came, with or without the question mark; null is empty.</param>
    public ParameterReader(string? queryString)
    {
        foreach (var pair in (queryString ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = PercentEncoding.Decoded(equals < 0 ? pair : pair.AsSpan(0, equals), plusIsSpace: true);
            if (name is not null) pairs.Add((name, equals < 0 ? "" : pair[(equals + 1)..]));
        }
    }

    /// <summary>The first thing that was wrong; null when nothing was.</summary>
    public BadParameter? Fault { get; private set; }

    /// <summary>Remembers that a parameter is wrong; <paramref name="detail"/> continues a sentence that begins with its name.</summary>
    public void Refuse(string name, string detail) => Fault ??= new(name, $"{name} {detail}.");

    /// <summary>The decoded text; null when it is not there, or wrong.</summary>
    public string? Text(string name, bool required = false)
    {
        string? found = null;
        foreach (var (candidate, rawValue) in pairs)
        {
            if (!candidate.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            if (found is not null) return Refused(name, "is given more than once");
            found = rawValue;
        }

        if (found is null) return required ? Refused(name, "is missing") : null;
        return PercentEncoding.Decoded(found, plusIsSpace: true) ?? Refused(name, "is not percent-encoded UTF-8");
    }

    /// <summary>
    /// The decoded names and texts of all parameters whose names begin so, such as <c>metadata.</c>; after the prefix case
    /// counts. A name given twice is wrong.
    /// </summary>
    public IReadOnlyList<(string Name, string Text)> Prefixed(string prefix)
    {
        var found = new List<(string Name, string Text)>();
        foreach (var (name, rawValue) in pairs)
        {
            if (!name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var key = name[prefix.Length..];
            if (found.Any(pair => pair.Name[prefix.Length..] == key)) Refuse(name, "is given more than once");
            if (PercentEncoding.Decoded(rawValue, plusIsSpace: true) is { } text) found.Add((prefix + key, text));
            else Refuse(name, "is not percent-encoded UTF-8");
        }

        return found;
    }

    /// <summary>An account id as <see cref="AccountId"/> allows it.</summary>
    public string? Account(string name, bool required)
    {
        if (Text(name, required) is not { } id) return null;
        return AccountId.FaultOf(id) is { } fault ? Refused(name, fault) : id;
    }

    /// <summary>An instant as <see cref="Instant"/> reads it.</summary>
    public DateTimeOffset? Moment(string name, bool required)
    {
        if (Text(name, required) is not { } text) return null;
        if (Instant.Parsed(text) is { } instant) return instant;
        Refuse(name, Instant.Expected);
        return null;
    }

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? Date(string name)
    {
        if (Text(name, required: true) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Refuse(name, "must be a date like 2026-01-31");
        return null;
    }

    /// <summary>One of some words; <paramref name="otherwise"/> when it is not there.</summary>
    public string OneOf(string name, IReadOnlyCollection<string> words, string otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        if (words.Contains(text)) return text;
        Refuse(name, $"must be {string.Join(" or ", words)}");
        return otherwise;
    }

    /// <summary>A whole number within limits.</summary>
    public long Number(string name, long least, long most, long otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Refuse(name, $"must be a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>The code by which PostgreSQL says why: five digits or capital letters.</summary>
    public string? SqlState(string name)
    {
        if (Text(name) is not { } code) return null;
        return code.Length == 5 && code.All(sign => char.IsAsciiDigit(sign) || char.IsAsciiLetterUpper(sign)) ? code : Refused(name, "must be an SQLSTATE, like 22P05");
    }

    string? Refused(string name, string detail)
    {
        Refuse(name, detail);
        return null;
    }
}
