using Ingest.Api.Listing;
using Microsoft.Extensions.Options;

namespace Ingest.Api.Exports;

/// <summary>As many exports run at a time as there are slots: each is a steady load, and summaries must not wait for them.</summary>
sealed class ExportSlots(IOptions<ListingOptions> options) : IDisposable
{
    readonly SemaphoreSlim _free = new(options.Value.ExportLimit);

    /// <summary>A slot, free again when it is disposed; null when none is.</summary>
    public IDisposable? TryTake() => _free.Wait(TimeSpan.Zero) ? new Slot(_free) : null;

    public void Dispose() => _free.Dispose();

    sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0) free.Release();
        }
    }
}
