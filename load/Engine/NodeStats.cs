namespace NBomber.Contracts.Stats;

/// <summary>What a test did.</summary>
sealed record NodeStats(ScenarioStats[] ScenarioStats, TimeSpan Duration);
