using System.Runtime.InteropServices;
using Analytics.Data.Changes;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Events;

/// <summary>
/// Stores the events of some messages through the gate. Returns only when every event is stored, known, or set aside, so that the
/// messages may be acknowledged; lets out what a retry may heal.
/// </summary>
sealed class EventAppender(
    PostgresEventStore store, DatabaseGate gate, ChangedAccounts changed, WorkerMetrics metrics, TimeProvider clock, ILogger<EventAppender> log, CommitCrash? crash = null)
{
    public async Task AppendAsync(EventBatch batch, CancellationToken cancellation)
    {
        var appended = await gate.PassAsync(inner => AppendOnceAsync(batch, inner), cancellation);
        if (batch.Rows.Count > 0) crash?.Committed();
        // Of all rows, new or known: to tell them apart here would cost more than a look too many there.
        if (appended.Inserted > 0) changed.Note(batch.Rows);
        if (appended.SetAside > 0) WorkerLog.SetAside(log, appended.SetAside);
    }

    /// <summary>Measured without the wait at the gate: that is an outage, and the time to visibility shows it.</summary>
    async Task<AppendResult> AppendOnceAsync(EventBatch batch, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        var appended = await store.AppendAsync(batch, cancellation);
        if (batch.Rows.Count > 0) metrics.Appended(appended, CollectionsMarshal.AsSpan(batch.Rows), clock.GetElapsedTime(began), clock.GetUtcNow());
        return appended;
    }
}
