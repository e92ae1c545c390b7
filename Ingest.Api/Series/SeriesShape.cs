using Analytics.Data.Series;
using Ingest.Api.Parameters;

namespace Ingest.Api.Series;

/// <summary>How a series is cut, and what its points tell: <c>interval=</c>, <c>tz=</c>, <c>by=type</c>.</summary>
sealed record SeriesShape(SeriesInterval Interval, TimeZoneInfo Zone, bool ByType)
{
    /// <summary>Most points of a series.</summary>
    public const int PointLimit = 1_000;

    static readonly string[] Intervals = ["hour", "day", "week", "month"];

    /// <summary>The interval on the wire.</summary>
    public string IntervalName => Intervals[(int)Interval];

    /// <summary>What makes keys differ.</summary>
    public string Key => $"{IntervalName}-{(ByType ? "types" : "all")}-{Uri.EscapeDataString(Zone.Id)}";

    /// <summary>Null when the reader found a fault. Days of UTC when nothing is said.</summary>
    public static SeriesShape? Read(ParameterReader parameters)
    {
        var interval = parameters.OneOf("interval", Intervals, otherwise: "day");
        var by = parameters.OneOf("by", ["type", "nothing"], otherwise: "nothing");
        var zone = TimeZoneInfo.Utc;
        if (parameters.Text("tz") is { } name && (name.Length is 0 or > 100 || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)))
            parameters.Refuse("tz", "must be the name of a time zone like Europe/Paris");
        return parameters.Fault is null ? new((SeriesInterval)Array.IndexOf(Intervals, interval), zone!, by == "type") : null;
    }
}
