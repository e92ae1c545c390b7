using Analytics.Contracts;

namespace Ingest.Api.Events;

/// <summary>The clock of one request, in microseconds since 1970-01-01 UTC: when its events were received, and when they may have happened.</summary>
readonly record struct EventTimes(DateTimeOffset Now)
{
    static readonly long EarliestMicroseconds = Microseconds(EventLimits.EarliestTimestamp);

    public long ReceivedMicroseconds { get; } = Microseconds(Now);

    public long LatestMicroseconds { get; } = Microseconds(Now + EventLimits.FutureTolerance);

    public bool MayHaveHappenedAt(long microseconds) => microseconds >= EarliestMicroseconds && microseconds <= LatestMicroseconds;

    static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
