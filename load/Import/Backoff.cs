namespace Analytics.Load.Import;

/// <summary>
/// How long to wait before a request is sent again: doubling, with jitter so that connections that failed together do not come
/// back together, and never sooner than the server asked for.
/// </summary>
static class Backoff
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <param name="failures">How often it failed, from 1.</param>
    /// <param name="retryAfter">What the server asked for, if it did; more than an hour is taken as an hour.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan Pause(int failures, TimeSpan? retryAfter, double jitter)
    {
        var doubled = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)), Limit.TotalSeconds);
        if (retryAfter is not { } asked)
            return TimeSpan.FromSeconds(doubled * (0.5 + (jitter / 2)));
        var least = Math.Clamp(asked.TotalSeconds, 0, TimeSpan.FromHours(1).TotalSeconds);
        return TimeSpan.FromSeconds(least + (Math.Min(doubled, 1) * jitter));
    }
}
