using Analytics.Data.Latest;

namespace Ingest.Api.Live;

/// <summary>
/// Tells which of the latest events were not among them when they were last read. Rows only come, so one that is among the latest
/// by timestamp now and was not before has been stored since; when it was received, and how late, makes no difference.
/// </summary>
sealed class NewEvents
{
    /// <summary>Most events that one message shows.</summary>
    public const int Limit = 20;

    HashSet<(string EventId, DateTime OccurredAt)> seen = [];

    /// <summary>The new ones, the last received first, at most <see cref="Limit"/>.</summary>
    public IReadOnlyList<LatestEvent> Among(IReadOnlyList<LatestEvent> latest)
    {
        var before = seen;
        seen = [.. latest.Select(Key)];
        return Newest(latest.Where(one => !before.Contains(Key(one))));
    }

    /// <summary>The last received first, at most <see cref="Limit"/>.</summary>
    public static IReadOnlyList<LatestEvent> Newest(IEnumerable<LatestEvent> latest) => [.. latest.OrderByDescending(one => one.ReceivedAt).Take(Limit)];

    // An id counts once a day only; with the instant it is one row.
    static (string, DateTime) Key(LatestEvent one) => (one.EventId, one.OccurredAt);
}
