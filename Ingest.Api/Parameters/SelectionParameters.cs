using Analytics.Data.Selections;

namespace Ingest.Api.Parameters;

/// <summary>From the parameters of the reading routes to a <see cref="EventSelection"/>; null when the reader found a fault.</summary>
static class SelectionParameters
{
    /// <summary>Before it no event can be; see <c>EventLimits.EarliestTimestamp</c>.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The end of the year 2100.</summary>
    public static readonly DateTimeOffset Latest = new(2101, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A hundred years.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(36_525);

    const string YearsOnly = "must be within the years 2000 to 2100";
    static readonly string Window = $"must be one of {string.Join(", ", TimeWindow.All)}";

    /// <summary>
    /// <c>window=</c>, or <c>from=&amp;to=</c> with <c>to</c> not included; the default window when nothing is said. And the filter of
    /// <see cref="FilterParameters"/>.
    /// </summary>
    public static EventSelection? Read(ParameterReader parameters, string accountId)
    {
        var filter = FilterParameters.Read(parameters);
        return WindowOrRange(parameters, accountId) is { } selection && parameters.Fault is null ? selection with { Filter = filter } : null;
    }

    /// <summary><c>compare=previous</c>: beside the answer, what the time of the same length just before was like.</summary>
    public static bool Compare(ParameterReader parameters) => parameters.OneOf("compare", ["previous"], otherwise: "") == "previous";

    /// <summary>As <see cref="Read"/>, but all time when nothing is said.</summary>
    public static EventSelection? ReadOrAllTime(ParameterReader parameters, string accountId)
    {
        var isSaid = (parameters.Text("window") ?? parameters.Text("from") ?? parameters.Text("to")) is not null;
        if (isSaid || parameters.Fault is not null) return Read(parameters, accountId);
        var filter = FilterParameters.Read(parameters);
        return parameters.Fault is null ? EventSelection.Between(accountId, Earliest, Latest) with { Filter = filter } : null;
    }

    /// <summary><c>window=</c>, or <c>from=&amp;to=</c>, without a filter.</summary>
    public static EventSelection? WindowOrRange(ParameterReader parameters, string accountId)
    {
        var window = parameters.Text("window");
        var from = parameters.Moment("from", required: false);
        var to = parameters.Moment("to", required: false);
        if (parameters.Fault is not null) return null;
        if (from is null && to is null)
        {
            if (TimeWindow.Named(window ?? TimeWindow.Default.Name) is { } named) return EventSelection.Over(accountId, named);
            parameters.Refuse("window", Window);
            return null;
        }

        if (window is not null) parameters.Refuse("window", "cannot stand beside from and to");
        if (from is null) parameters.Refuse("from", "is missing beside to");
        if (to is null) parameters.Refuse("to", "is missing beside from");
        if (from is null || to is null) return null;
        return Between(parameters, accountId, from.Value, to.Value);
    }

    /// <summary><c>from=&amp;to=</c>, both required, <c>to</c> included.</summary>
    public static EventSelection? InclusiveRange(ParameterReader parameters)
    {
        var from = parameters.Moment("from", required: true);
        var to = parameters.Moment("to", required: true);
        var accountId = parameters.Account("account_id", required: false);
        if (from is null || to is null) return null;
        if (from > to) parameters.Refuse("from", "must not be after to");
        if (to >= Latest) parameters.Refuse("to", YearsOnly);
        if (parameters.Fault is not null) return null;

        // Events are stored in whole microseconds: up to 12:00:00.0000005, included, is up to 12:00:00.000001, not included.
        var end = new DateTimeOffset(to.Value.Ticks - (to.Value.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero).AddMicroseconds(1);
        return Between(parameters, accountId, from.Value, end);
    }

    /// <summary>The UTC day <c>date=</c>.</summary>
    public static EventSelection? Day(ParameterReader parameters, string? accountId, DateOnly? date)
    {
        if (accountId is null || date is not { } day) return null;
        if (day.Year is < 2000 or > 2100) parameters.Refuse("date", YearsOnly);
        if (parameters.Fault is not null) return null;
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return EventSelection.Between(accountId, midnight, midnight.AddDays(1));
    }

    static EventSelection? Between(ParameterReader parameters, string? accountId, DateTimeOffset from, DateTimeOffset to)
    {
        if (from < Earliest || from >= Latest) parameters.Refuse("from", YearsOnly);
        if (to > Latest) parameters.Refuse("to", YearsOnly);
        if (parameters.Fault is not null) return null;
        if (EventSelection.RoundedUp(from) >= EventSelection.RoundedUp(to)) parameters.Refuse("from", "must be before to");
        if (to - from > LongestRange) parameters.Refuse("to", "must not be more than 100 years after from");
        return parameters.Fault is null ? EventSelection.Between(accountId, from, to) : null;
    }
}
