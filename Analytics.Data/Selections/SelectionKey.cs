using System.Globalization;
using System.Text;

namespace Analytics.Data.Selections;

/// <summary>
/// The cache key of a question: <c>{kind}:{account}:{window}{filter}</c> or <c>{kind}:{account}:{from}-{to}{filter}</c>, instants in
/// microseconds since 1970, the filter like a query string. All that a caller chose is percent-encoded, so that nothing, whatever
/// it holds, can spell the key of another account; all accounts are <c>*</c>, which no encoded id contains.
/// </summary>
public static class SelectionKey
{
    // Uri.EscapeDataString would write every lone surrogate as U+FFFD, and two ids would share a key.
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The key; equal for questions that have the same answer at the same moment, different for all others. <paramref name="kind"/>
    /// says which question it is and in which version: raise that when the meaning of key or value changes, and two releases
    /// can run beside each other on one Redis.
    /// </summary>
    /// <exception cref="ArgumentException">A text is not well-formed Unicode.</exception>
    public static string Of(string kind, EventSelection selection)
    {
        var account = selection.AccountId is { } id ? Encoded(id) : "*";
        var time = selection.Window is { } window
            ? window.Name
            : string.Create(CultureInfo.InvariantCulture, $"{Microseconds(selection.From)}-{Microseconds(selection.To)}");
        return $"{kind}:{account}:{time}{string.Concat(Filter(selection.Filter))}";
    }

    static IEnumerable<string> Filter(EventFilter filter)
    {
        if (filter.Type is { } type) yield return $"&type={Encoded(type)}";
        if (filter.UserId is { } user) yield return $"&user_id={Encoded(user)}";
        if (filter.Path is { } path) yield return $"&path={Encoded(path)}";
        foreach (var (key, value) in filter.Metadata) yield return $"&metadata.{Encoded(key)}={Encoded(value)}";
    }

    static string Encoded(string text)
    {
        _ = Strict.GetByteCount(text);
        return Uri.EscapeDataString(text);
    }

    static long Microseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
