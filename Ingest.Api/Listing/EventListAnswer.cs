using Analytics.Data.Events;
using Analytics.Data.Listing;
using Ingest.Api.Answers;

namespace Ingest.Api.Listing;

/// <summary>Answer of <c>GET /accounts/{account_id}/events</c>, newest first. <c>next_cursor</c> is null on the last page, and only there.</summary>
sealed record EventListAnswer(string AccountId, IReadOnlyList<EventRow> Events, string? NextCursor) : FreshAnswer
{
    public static EventListAnswer Of(string accountId, EventPage page, EventCursor cursor) =>
        new(accountId, page.Events, page.Next is { } next ? cursor.Of(next) : null);
}
