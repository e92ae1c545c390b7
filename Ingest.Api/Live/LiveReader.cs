using Analytics.Data.Latest;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Ingest.Api.Summaries;
using Ingest.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Live;

/// <summary>Reads for watchers, some at a time, so that streams leave connections to everybody else.</summary>
sealed class LiveReader(
    SummaryAnswers summaries, LoadLatestEvents latest, LoadStoredCounts counts, ApiMetrics metrics, IOptions<LiveOptions> options, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(2.5);

    readonly SemaphoreSlim turns = new(options.Value.LoadLimit);

    /// <summary>A summary and the latest events as PostgreSQL has them now.</summary>
    /// <exception cref="TimeoutException">PostgreSQL did not answer in time.</exception>
    public async Task<LiveReading> ReadAsync(LiveWatch watch, CancellationToken cancellation)
    {
        await turns.WaitAsync(cancellation);
        try
        {
            metrics.LiveLoad();

            // The count first: whatever is stored while the rest is read then shows as a change later, and is read again.
            var stored = (await CountAsync([watch.AccountId], cancellation)).GetValueOrDefault(watch.AccountId);
            var summary = await summaries.FreshOfAccountAsync(watch.Selection);
            return new(stored, summary, await BoundedRead.WithinAsync(ReadTimeout, clock, ending => latest(watch.AccountId, ending), cancellation));
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>How many events of accounts are stored; an account without any is not in the answer.</summary>
    /// <exception cref="TimeoutException">PostgreSQL did not answer in time.</exception>
    public Task<IReadOnlyDictionary<string, long>> CountAsync(IReadOnlyCollection<string> accounts, CancellationToken cancellation) =>
        BoundedRead.WithinAsync(ReadTimeout, clock, ending => counts(accounts, ending), cancellation);

    public void Dispose() => turns.Dispose();
}
