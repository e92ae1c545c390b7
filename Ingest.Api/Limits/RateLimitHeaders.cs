using System.Globalization;

namespace Ingest.Api.Limits;

/// <summary>How much is left, as draft-ietf-httpapi-ratelimit-headers-07 writes it: seconds until full, not a time of day.</summary>
static class RateLimitHeaders
{
    public const string Limit = "RateLimit-Limit";
    public const string Remaining = "RateLimit-Remaining";
    public const string Reset = "RateLimit-Reset";

    public static void Write(IHeaderDictionary headers, BucketAnswer answer)
    {
        headers[Limit] = answer.Limit.ToString(CultureInfo.InvariantCulture);
        headers[Remaining] = answer.Remaining.ToString(CultureInfo.InvariantCulture);
        headers[Reset] = answer.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        if (!answer.IsTaken) headers.RetryAfter = answer.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
    }
}
