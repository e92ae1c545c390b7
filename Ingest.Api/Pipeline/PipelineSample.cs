using Analytics.Data.Ledger;

namespace Ingest.Api.Pipeline;

/// <summary>
/// The ledger of all accounts at an instant. <paramref name="At"/> is for people; spans are taken from <paramref name="Elapsed"/>,
/// which counts from the process's start and never runs backwards, as a clock that is set does.
/// </summary>
readonly record struct PipelineSample(DateTimeOffset At, TimeSpan Elapsed, LedgerBalance Balance)
{
    /// <summary>Events that came out of the queue, whatever became of them.</summary>
    public long Drained => Balance.Received - Balance.InFlight;
}
