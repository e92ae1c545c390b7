namespace Ingest.Api.Events;

/// <summary>
/// How fast frames are confirmed, and so when a refused client may come again: after what waits has gone at the pace of the last
/// seconds, or, while nothing is confirmed, later the longer that lasts. Knows no clock of its own; not thread-safe.
/// </summary>
sealed class CommitPace(TimeSpan startedAt)
{
    /// <summary>The pace is that of the current and the last stretch of this length.</summary>
    static readonly TimeSpan Stretch = TimeSpan.FromSeconds(2);

    const int SecondsLimit = 30;

    (TimeSpan At, long Bytes) before = (startedAt, 0);
    (TimeSpan At, long Bytes) current = (startedAt, 0);
    TimeSpan confirmedAt = startedAt;
    long confirmedBytes;

    /// <summary>Bytes were confirmed at an instant, which never runs backwards.</summary>
    public void Confirmed(TimeSpan at, long bytes)
    {
        confirmedBytes += bytes;
        confirmedAt = at;
        if (at - current.At < Stretch) return;
        before = current;
        current = (at, confirmedBytes);
    }

    /// <summary>Seconds to wait before sending again, 1 to 30.</summary>
    public int RetryAfterSeconds(TimeSpan now, long waitingBytes)
    {
        var silence = now - confirmedAt;
        if (silence > Stretch) return Bounded(silence.TotalSeconds / 2);
        var pace = (confirmedBytes - before.Bytes) / Math.Max((now - before.At).TotalSeconds, 0.001);
        return Bounded(pace <= 0 ? 1 : waitingBytes / pace);
    }

    static int Bounded(double seconds) => (int)Math.Clamp(Math.Ceiling(seconds), 1, SecondsLimit);
}
