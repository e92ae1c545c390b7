using Analytics.Data.Ledger;

namespace Ingest.Api.Pipeline;

/// <summary>The ledger of all accounts at an instant.</summary>
readonly record struct PipelineSample(DateTimeOffset At, LedgerBalance Balance)
{
    /// <summary>Events that came out of the queue, whatever became of them.</summary>
    public long Drained => Balance.Received - Balance.InFlight;
}
