namespace Analytics.Data.Telemetry;

/// <summary>Lets one message through in a while, and says how many were kept back: an outage is one line, not one a request.</summary>
public sealed class LogThrottle(TimeSpan pause, TimeProvider clock)
{
    readonly Lock gate = new();
    long? lastAt;
    long kept;

    /// <summary>True when it is time to speak; then <paramref name="kept"/> is how many messages were kept back since the last.</summary>
    public bool MaySpeak(out long kept)
    {
        lock (gate)
        {
            if (lastAt is { } last && clock.GetElapsedTime(last) < pause)
            {
                kept = ++this.kept;
                return false;
            }

            lastAt = clock.GetTimestamp();
            kept = this.kept;
            this.kept = 0;
            return true;
        }
    }
}
