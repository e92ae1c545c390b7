using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;

namespace Ingest.Worker.Health;

/// <summary>
/// Whether events are stuck between RabbitMQ and this worker: received, not stored, not waiting in the queue, and the worker has
/// nothing to do. A channel of RabbitMQ 3.10 whose queue was deleted and made again within moments takes the new queue's messages
/// for some that it has passed on, and drops them, while the queue believes that they were delivered: neither the queue nor the bus
/// shows it, for ever, but the ledger does. Attaching anew brings them back. Asked only when the worker idles, as it reads all accounts.
/// </summary>
sealed class LedgerWatch(ReadInFlight readInFlight, ReattachPause pause, TimeProvider clock)
{
    /// <summary>Far longer than an event is under way when nothing is wrong.</summary>
    static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(10);

    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(4);

    long? openSince;

    /// <summary>Whether to attach anew. What is in flight for other reasons, such as a message in the error queue, makes it true ever more seldom.</summary>
    /// <param name="idle">For how long this worker has had nothing to do.</param>
    /// <param name="cancellation">Ends the question.</param>
    public async Task<bool> IsStuckAsync(TimeSpan idle, CancellationToken cancellation)
    {
        if (idle < IdleLimit || await InFlightAsync(cancellation) is not { } inFlight)
        {
            openSince = null;
            return false;
        }

        if (inFlight == 0)
        {
            openSince = null;
            pause.Reset();
            return false;
        }

        openSince ??= clock.GetTimestamp();
        if (clock.GetElapsedTime(openSince.Value) < pause.Current) return false;
        pause.Double();
        return true;
    }

    /// <summary>Null when PostgreSQL does not say: it may be away, which is for the gate to see.</summary>
    async Task<long?> InFlightAsync(CancellationToken cancellation)
    {
        try
        {
            return await BoundedRead.WithinAsync(AnswerTimeout, clock, inner => readInFlight(inner), cancellation);
        }
        catch (Exception unknown) when (FailureKinds.Of(unknown) != FailureKind.Unknown)
        {
            return null;
        }
    }
}
