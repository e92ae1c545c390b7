using System.Globalization;
using System.Text;

namespace Analytics.Data.Summaries;

/// <summary>
/// The cache key of a request: <c>summary:1:{account}:{window}</c> or <c>summary:1:{account}:{from}-{to}</c> in microseconds since
/// 1970. The account comes first and percent-encoded, so that no id, whatever it holds, can spell the key of another's; all
/// accounts are <c>*</c>, which no encoded id contains. The number is the version of key and value together: raise it when the
/// meaning of either changes, and two releases can run beside each other on one Redis.
/// </summary>
public static class SummaryCacheKey
{
    const string Prefix = "summary:1:";

    // Uri.EscapeDataString would write every lone surrogate as U+FFFD, and two ids would share a key.
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The key; equal for requests that have the same answer at the same moment, different for all others.</summary>
    /// <exception cref="ArgumentException">The account id is not well-formed Unicode.</exception>
    public static string Of(SummaryRequest request)
    {
        var account = request.AccountId is { } id ? Encoded(id) : "*";
        return request.Window is { } window
            ? $"{Prefix}{account}:{window.Name}"
            : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{account}:{Microseconds(request.From)}-{Microseconds(request.To)}");
    }

    static string Encoded(string accountId)
    {
        _ = Strict.GetByteCount(accountId);
        return Uri.EscapeDataString(accountId);
    }

    static long Microseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
