using Analytics.Data.SetAside;
using Ingest.Api.Answers;

namespace Ingest.Api.Listing;

/// <summary>Answer of <c>GET /accounts/{account_id}/events/{event_id}</c> for an event that PostgreSQL refused: why, and by which number to replay it.</summary>
sealed record SetAsideEventAnswer(
    string Status, string Reason, string SqlState, long SetAsideId, int Attempts, DateTime FirstFailedAt, DateTime LastFailedAt) : FreshAnswer
{
    public static SetAsideEventAnswer Of(SetAsideEvent one) =>
        new("set_aside", one.Reason, one.SqlState, one.SetAsideId, one.Attempts, one.FirstFailedAt, one.LastFailedAt);
}
