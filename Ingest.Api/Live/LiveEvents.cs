using Analytics.Data.Latest;

namespace Ingest.Api.Live;

/// <summary>Data of <c>event: events</c>: the last received first.</summary>
sealed record LiveEvents(IReadOnlyList<LiveEvent> Events);

/// <summary>An event without its metadata.</summary>
sealed record LiveEvent(string EventId, string UserId, string Type, string? Path, DateTimeOffset Timestamp, DateTimeOffset ReceivedAt)
{
    public static LiveEvent Of(LatestEvent stored) => new(
        stored.EventId, stored.UserId, stored.Type, stored.Path, new DateTimeOffset(stored.OccurredAt, TimeSpan.Zero), new DateTimeOffset(stored.ReceivedAt, TimeSpan.Zero));
}
