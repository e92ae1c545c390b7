using Ingest.Api.Limits;
using Ingest.Api.Listing;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Exports;

/// <summary>As many exports run at a time as there are slots: each is a steady load, and summaries must not wait for them.</summary>
sealed class ExportSlots(IOptions<ListingOptions> options)
{
    readonly FairTurns slots = new(options.Value.ExportLimit);

    /// <summary>A slot, free again when it is disposed; null when none is, or the account has its share.</summary>
    public IDisposable? TryTake(string accountId) => slots.TryTake(accountId);
}
