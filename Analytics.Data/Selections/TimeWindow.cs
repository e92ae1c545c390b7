namespace Analytics.Data.Selections;

/// <summary>A span of time that ends now and has a name: <c>last_24h</c> is from 24 hours ago up to now.</summary>
public sealed class TimeWindow
{
    TimeWindow(string name, TimeSpan length) => (Name, Length) = (name, length);

    /// <summary>All there are, the shortest first.</summary>
    public static IReadOnlyList<TimeWindow> All { get; } =
    [
        new("last_24h", TimeSpan.FromHours(24)),
        new("last_7d", TimeSpan.FromDays(7)),
        new("last_30d", TimeSpan.FromDays(30)),
        new("last_90d", TimeSpan.FromDays(90)),
    ];

    /// <summary>What is meant when nothing is said: the last 24 hours.</summary>
    public static TimeWindow Default => All[0];

    /// <summary>The name on the wire and in cache keys.</summary>
    public string Name { get; }

    /// <summary>How far back it reaches.</summary>
    public TimeSpan Length { get; }

    /// <summary>The window of that name (case counts), or null.</summary>
    public static TimeWindow? Named(string name) => All.FirstOrDefault(window => window.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
