using Analytics.Data.Selections;

namespace Ingest.Api.Live;

/// <summary>What streams show: an account's summary over a window. All that show the same share one watcher.</summary>
sealed record LiveWatch(string AccountId, TimeWindow Window)
{
    public EventSelection Selection => EventSelection.Over(AccountId, Window);
}
