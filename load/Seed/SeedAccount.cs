namespace Analytics.Load.Seed;

/// <summary>An account and its users, of whom few do most.</summary>
sealed record SeedAccount(string Id, Events.Zipf Users);
