using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ingest.Worker.Events;

/// <summary>
/// Stores the events of one batch, through the gate, in transactions of bounded size. Returns only when every event is stored,
/// known, or set aside, so that the messages may be acknowledged; lets out what a retry may heal.
/// </summary>
sealed class EventAppender(PostgresEventStore store, PoisonIsolation isolation, DatabaseGate gate, IOptions<IngestOptions> options, WorkerMetrics metrics)
{
    public async Task AppendAsync(List<EventRow> rows, CancellationToken cancellation)
    {
        for (var at = 0; at < rows.Count; at += options.Value.TransactionEventLimit)
        {
            var part = rows.Count <= options.Value.TransactionEventLimit ? rows : rows.GetRange(at, Math.Min(options.Value.TransactionEventLimit, rows.Count - at));
            var appended = await gate.PassAsync(inner => AppendOrIsolateAsync(part, inner), cancellation);
            metrics.Appended(appended);
        }
    }

    async Task<AppendResult> AppendOrIsolateAsync(List<EventRow> rows, CancellationToken cancellation)
    {
        try
        {
            return await store.AppendAsync(rows, cancellation);
        }
        catch (PostgresException refusal) when (FailureKinds.Of(refusal) == FailureKind.BadData)
        {
            return await isolation.AppendAsync(rows, refusal, cancellation);
        }
    }
}
