namespace NBomber.Contracts.Stats;

/// <summary>What the answers weighed.</summary>
sealed record DataTransferStats(long AllBytes);
