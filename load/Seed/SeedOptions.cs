namespace Analytics.Load.Seed;

/// <summary>What to seed.</summary>
/// <param name="Events">How many.</param>
/// <param name="Accounts">Over how many accounts, <c>seed-001</c> up; the first has most.</param>
/// <param name="Days">Over how many days.</param>
/// <param name="Until">The end of the last day, UTC. The same end, seed and numbers are the same events.</param>
/// <param name="Seed">Another one makes other events.</param>
sealed record SeedOptions(long Events, int Accounts, int Days, DateOnly Until, int Seed)
{
    public DateTime From => Until.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(-Days);
}
