namespace Analytics.Client.Sending;

/// <summary>
/// How long to wait before a batch is sent again: doubling, with jitter so that programs that failed together do not come back together,
/// and never sooner than the server asked for. Pure.
/// </summary>
static class RetryPause
{
    /// <summary>A server that asks for more is asked again after this.</summary>
    public static readonly TimeSpan AskedLimit = TimeSpan.FromHours(1);

    /// <summary>The pause.</summary>
    /// <param name="failures">How often it failed, from 1.</param>
    /// <param name="asked">The answer's Retry-After, if it had one.</param>
    /// <param name="first">Longest pause after the first failure.</param>
    /// <param name="limit">Longest pause after any number.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan After(int failures, TimeSpan? asked, TimeSpan first, TimeSpan limit, double jitter)
    {
        var doubled = Math.Min(first.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)), limit.TotalSeconds);
        var own = TimeSpan.FromSeconds(doubled * (0.5 + (jitter / 2)));
        if (asked is not { } least) return own;

        // On top of what was asked for, so that not everybody comes at that moment.
        if (least > AskedLimit) least = AskedLimit;
        if (least < TimeSpan.Zero) least = TimeSpan.Zero;
        least += TimeSpan.FromSeconds(Math.Min(doubled, 1) * jitter);
        return least > own ? least : own;
    }
}
