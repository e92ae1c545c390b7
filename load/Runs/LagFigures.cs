namespace Analytics.Load.Runs;

/// <summary>
/// How long events needed from when their POST was meant to begin until the API showed them, in milliseconds. Those that were not visible
/// within <see cref="LagProbe.WaitLimit"/>, or were never taken, count with it.
/// </summary>
sealed record LagFigures(long Probes, long NotSeen, double P50Ms, double P99Ms, double MaxMs);
