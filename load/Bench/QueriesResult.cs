namespace Analytics.Load.Bench;

/// <summary>
/// What was measured of one range: the summary of the small and of the large account, read in turns, and of the large one from raw
/// rows; all in milliseconds.
/// </summary>
sealed record QueriesResult(string Range, IReadOnlyList<double> Small, IReadOnlyList<double> Large, IReadOnlyList<double> Raw);
