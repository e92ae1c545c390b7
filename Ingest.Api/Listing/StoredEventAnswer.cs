using Analytics.Data.Events;
using Ingest.Api.Answers;

namespace Ingest.Api.Listing;

/// <summary>Answer of <c>GET /accounts/{account_id}/events/{event_id}</c> for an event that is stored.</summary>
sealed record StoredEventAnswer(string Status, EventRow Event) : FreshAnswer
{
    public static StoredEventAnswer Of(in EventRow row) => new("stored", row);
}
