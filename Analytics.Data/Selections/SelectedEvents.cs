namespace Analytics.Data.Selections;

/// <summary>
/// The events a question is about, settled to instants: of one account, or of all when <see cref="AccountId"/> is null, from an
/// instant up to but not including another, as far as the filter lets them through. Both instants are UTC and whole microseconds.
/// </summary>
public sealed record SelectedEvents(string? AccountId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>What else must hold of them.</summary>
    public EventFilter Filter { get; init; } = EventFilter.None;

    /// <summary>The same question about the time of the same length just before.</summary>
    public SelectedEvents OneEarlier() => this with { From = From - (To - From), To = From };
}
