using System.Text;
using Analytics.Data.Events;

namespace Analytics.Data.Listing;

/// <summary>
/// A place in an account's list of events: just after this event, whether it is still there or not. Events that come in between
/// neither move it nor are moved by it, which a count of rows would be.
/// </summary>
public sealed record EventPosition(DateTime OccurredAt, string EventId)
{
    /// <summary>Just after an event.</summary>
    public static EventPosition After(in EventRow row) => new(row.OccurredAt, Encoding.UTF8.GetString(row.EventId.Span));
}
