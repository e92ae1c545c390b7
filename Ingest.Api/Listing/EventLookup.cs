using Analytics.Data.Listing;
using Analytics.Data.SetAside;

namespace Ingest.Api.Listing;

/// <summary>Where an event is. Stored comes first: under one id, another day's event may have been refused.</summary>
sealed class EventLookup(PostgresEventLookup stored, PostgresSetAsideList setAside)
{
    public async Task<EventState> FindAsync(string accountId, string eventId, CancellationToken cancellation) =>
        await stored.FindAsync(accountId, eventId, cancellation) is { } row
            ? new(row, null)
            : new(null, await setAside.FindAsync(accountId, eventId, cancellation));
}
