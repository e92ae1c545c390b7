using Analytics.Data.Events;

namespace Ingest.Api.Listing;

/// <summary>Answer of <c>GET /accounts/{account_id}/events/{event_id}</c> for an event that is stored.</summary>
sealed record StoredEventAnswer(string Status, EventRow Event, DateTimeOffset AsOf)
{
    public static StoredEventAnswer Of(in EventRow row, DateTimeOffset asOf) => new("stored", row, asOf);
}
