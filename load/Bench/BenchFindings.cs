namespace Analytics.Load.Bench;

/// <summary>What a benchmark ends with.</summary>
/// <param name="Report">In Markdown.</param>
/// <param name="At">When it began.</param>
/// <param name="Fault">What must not be and was found nevertheless, such as a lost event; or null.</param>
sealed record BenchFindings(string Report, DateTimeOffset At, string? Fault = null);
