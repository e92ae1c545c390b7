using Analytics.Data.Events;

namespace Analytics.Data.Listing;

/// <summary>A page of a list.</summary>
/// <param name="Events">In the order that was asked for.</param>
/// <param name="Next">Where to read on; null when this was the end.</param>
/// <param name="IsCut">Whether its time was up before it was full.</param>
public sealed record EventPage(IReadOnlyList<EventRow> Events, EventPosition? Next, bool IsCut);
