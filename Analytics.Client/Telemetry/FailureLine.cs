using Analytics.Client.Buffering;
using Microsoft.Extensions.Logging;

namespace Analytics.Client.Telemetry;

/// <summary>
/// One kind of failure: how many events since it was last told, and the first of them for an example. Adding is for any thread and costs
/// next to nothing; telling is for the tracker's own, since a logger may be slow.
/// </summary>
sealed class FailureLine(ILogger log, Action<ILogger, string, long, string, string, string> tell, TimeSpan interval, TimeProvider clock)
{
    readonly object telling = new();
    Failure? first;
    long untold;
    long? toldAt;

    public void Add(string error, in TrackedEvent example, int events)
    {
        if (Volatile.Read(ref first) is null)
            Interlocked.CompareExchange(ref first, new Failure(error, example.Account ?? "", example.User ?? "", example.Type), null);
        Interlocked.Add(ref untold, events);
    }

    /// <summary>Logs what was added since the last line, unless that was within the interval.</summary>
    public void Tell(bool always)
    {
        lock (telling)
        {
            if (Interlocked.Read(ref untold) == 0) return;
            if (!always && toldAt is { } last && clock.GetElapsedTime(last) < interval) return;
            toldAt = clock.GetTimestamp();
            var failure = Interlocked.Exchange(ref first, null);
            var events = Interlocked.Exchange(ref untold, 0);
            try
            {
                tell(log, failure?.Error ?? "", events, failure?.Account ?? "", failure?.User ?? "", failure?.Type ?? "");
            }
            catch (Exception)
            {
                // A logger that throws must not end the sending, and there is nowhere to say so.
            }
        }
    }

    sealed record Failure(string Error, string Account, string User, string Type);
}
