using System.Globalization;

namespace Analytics.Load.Seed;

/// <summary>What to seed.</summary>
/// <param name="Events">How many.</param>
/// <param name="Accounts">Over how many accounts, <c>seed-001</c> up; the first has most.</param>
/// <param name="Days">Over how many days.</param>
/// <param name="Until">The end of the last day, UTC. The same end, seed and numbers are the same events, and any other makes others.</param>
/// <param name="Seed">Another one makes other events.</param>
sealed record SeedOptions(long Events, int Accounts, int Days, DateOnly Until, int Seed)
{
    // With the most days there are, the first is after the year 2000, before which the API takes none.
    static readonly DateOnly EarliestUntil = new(2011, 1, 1);

    /// <summary>As far ahead as the API takes events.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>Reads a day up to which events may lie; false when it is none, or they may not.</summary>
    public static bool TryReadUntil(string text, DateTimeOffset now, out DateOnly until) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out until)
        && until >= EarliestUntil
        && until.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) <= now.UtcDateTime + Ahead;

    public DateTime From => Until.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-Days);
}
