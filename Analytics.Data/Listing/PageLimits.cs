namespace Analytics.Data.Listing;

/// <summary>Where a page ends at the latest: after so many events, with the event that makes it so many bytes, or after so long.</summary>
public sealed record PageLimits(int Events, long Bytes, TimeSpan Time);
