using Analytics.Data.Events;
using Analytics.Data.Listing;

namespace Ingest.Api.Listing;

/// <summary>Answer of <c>GET /accounts/{account_id}/events</c>, newest first. <c>next_cursor</c> is null on the last page, and only there.</summary>
sealed record EventListAnswer(
    string AccountId, IReadOnlyList<EventRow> Events, string? NextCursor, DateTimeOffset AsOf, string Source, bool Cached, bool Stale)
{
    /// <summary>Lists come from the stored events themselves, never from the cache.</summary>
    public static EventListAnswer Of(string accountId, EventPage page, EventCursor cursor, DateTimeOffset asOf) =>
        new(accountId, page.Events, page.Next is { } next ? cursor.Of(next) : null, asOf, "raw", Cached: false, Stale: false);
}
