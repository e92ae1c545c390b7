namespace NBomber.Contracts.Stats;

/// <summary>How many requests, and how many a second.</summary>
sealed record RequestStats(int Count, double RPS);
