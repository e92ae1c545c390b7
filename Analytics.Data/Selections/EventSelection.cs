namespace Analytics.Data.Selections;

/// <summary>
/// What a reader asks for, before the clock is looked at: a window that moves with the clock, or a fixed range. The cache knows a
/// window by its name; by its instants, which differ with every call, nothing would ever be found again.
/// </summary>
public sealed record EventSelection
{
    EventSelection(string? accountId) => AccountId = accountId;

    /// <summary>The account; null is all of them.</summary>
    public string? AccountId { get; }

    /// <summary>The window; null when the range is fixed.</summary>
    public TimeWindow? Window { get; private init; }

    /// <summary>First instant of a fixed range, UTC, whole microseconds; meaningless for a window.</summary>
    public DateTimeOffset From { get; private init; }

    /// <summary>What else must hold of the events; by default nothing.</summary>
    public EventFilter Filter { get; init; } = EventFilter.None;

    /// <summary>End of a fixed range, not included, UTC, whole microseconds; meaningless for a window.</summary>
    public DateTimeOffset To { get; private init; }

    /// <summary>The events of a window that ends when the question is put to PostgreSQL.</summary>
    public static EventSelection Over(string? accountId, TimeWindow window) => new(accountId) { Window = window };

    /// <summary>
    /// The events from an instant up to but not including another. Both are rounded up to the microseconds that events are stored
    /// in, which changes no answer and gives the many spellings of an instant one key.
    /// </summary>
    /// <exception cref="ArgumentException">Rounded, <paramref name="from"/> is not before <paramref name="to"/>.</exception>
    public static EventSelection Between(string? accountId, DateTimeOffset from, DateTimeOffset to) => RoundedUp(from) < RoundedUp(to)
        ? new(accountId) { From = RoundedUp(from), To = RoundedUp(to) }
        : throw new ArgumentException("The range ends before it begins.", nameof(to));

    /// <summary>The question for PostgreSQL at this moment.</summary>
    public SelectedEvents At(DateTimeOffset now)
    {
        if (Window is null) return new(AccountId, From, To) { Filter = Filter };
        var end = RoundedUp(now);
        return new(AccountId, end - Window.Length, end) { Filter = Filter };
    }

    /// <summary>The first whole microsecond, UTC, that is not before an instant.</summary>
    public static DateTimeOffset RoundedUp(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        var over = ticks % TimeSpan.TicksPerMicrosecond;
        return new(over == 0 ? ticks : ticks + TimeSpan.TicksPerMicrosecond - over, TimeSpan.Zero);
    }
}
