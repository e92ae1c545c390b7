namespace Analytics.Client;

/// <summary>What became of a tracker's events; each is counted in exactly one of <see cref="Sent"/>, <see cref="Refused"/>, <see cref="Dropped"/>, <see cref="Waiting"/>.</summary>
/// <param name="Tracked">Calls of <c>Track</c>.</param>
/// <param name="Sent">The server has them on disk.</param>
/// <param name="Refused">At fault themselves: refused by the server one by one, or here because they could not have been sent.</param>
/// <param name="Dropped">Lost through no fault of theirs: the buffer was full, the server refused the request, or the process ended first.</param>
/// <param name="Retried">How often a batch was sent again.</param>
public readonly record struct EventCounts(long Tracked, long Sent, long Refused, long Dropped, long Retried)
{
    /// <summary>In the buffer, or on the way.</summary>
    public long Waiting => Tracked - Sent - Refused - Dropped;
}
