namespace Analytics.Data.Series;

/// <summary>How long each point of a series is, by the calendar of its time zone; weeks begin on Monday.</summary>
public enum SeriesInterval
{
    Hour,
    Day,
    Week,
    Month,
}
