namespace NBomber.Contracts.Stats;

/// <summary>Milliseconds from a request's intended start to its answer; the percentiles at most 3 % too long.</summary>
sealed record LatencyStats(double MeanMs, double MaxMs, double Percent50, double Percent75, double Percent95, double Percent99);
