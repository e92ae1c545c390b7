namespace Analytics.Load.Bench;

/// <summary>Whose the events of a run are.</summary>
/// <param name="Accounts">Over how many accounts they are spread evenly, at least one.</param>
/// <param name="Users">How many users do them, in all accounts together.</param>
/// <param name="WhaleShare">The part (0 to 1) of the events that belongs to the first account before the rest is spread.</param>
sealed record BenchShape(int Accounts, int Users, double WhaleShare = 0)
{
    /// <summary>What every benchmark of the line takes unless the shape itself is in question.</summary>
    public static readonly BenchShape Usual = new(200, 50_000);
}
