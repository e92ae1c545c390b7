using System.Buffers;
using System.Text;
using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using Npgsql;

namespace Ingest.Worker.Events;

/// <summary>
/// Finds the events of a batch that PostgreSQL refuses, by halving, stores the others and sets these aside. A batch fails as a
/// whole, so without this one bad event would send all its neighbours to the error queue.
/// </summary>
sealed class PoisonIsolation(PostgresEventStore store, PostgresSetAside setAside, ILogger<PoisonIsolation> log)
{
    /// <summary>Appends rows that were refused together with <paramref name="refusal"/>.</summary>
    public async Task<AppendResult> AppendAsync(List<EventRow> rows, PostgresException refusal, CancellationToken cancellation)
    {
        if (rows.Count == 1) return await SetAsideAsync(rows[0], refusal, cancellation);
        var half = rows.Count / 2;
        var first = await AppendHalfAsync(rows.GetRange(0, half), cancellation);
        var second = await AppendHalfAsync(rows.GetRange(half, rows.Count - half), cancellation);
        return first + second;
    }

    async Task<AppendResult> AppendHalfAsync(List<EventRow> rows, CancellationToken cancellation)
    {
        try
        {
            return await store.AppendAsync(rows, cancellation);
        }
        catch (PostgresException refusal) when (FailureKinds.Of(refusal) == FailureKind.BadData)
        {
            return await AppendAsync(rows, refusal, cancellation);
        }
    }

    async Task<AppendResult> SetAsideAsync(EventRow row, PostgresException refusal, CancellationToken cancellation)
    {
        var payload = new ArrayBufferWriter<byte>();
        payload.Write([EventFrame.Version]);
        payload.Append(row);
        var (account, id) = (Encoding.UTF8.GetString(row.AccountId.Span), Encoding.UTF8.GetString(row.EventId.Span));
        await setAside.AddAsync(account, id, payload.WrittenMemory, refusal.SqlState, refusal.MessageText, cancellation);
        WorkerLog.SetAside(log, refusal.SqlState, refusal.MessageText);
        return new AppendResult(1, 0, SetAside: 1);
    }
}
