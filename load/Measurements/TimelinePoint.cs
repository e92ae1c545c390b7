namespace Analytics.Load.Measurements;

/// <summary>What was answered in one stretch of a run.</summary>
/// <param name="At">The stretch's beginning, from the run's.</param>
/// <param name="Length">A second, or more in a long run.</param>
/// <param name="Ok">Requests that succeeded.</param>
/// <param name="Failed">Requests that did not.</param>
/// <param name="P50">Of those that succeeded.</param>
/// <param name="P99">Of those that succeeded.</param>
sealed record TimelinePoint(TimeSpan At, TimeSpan Length, long Ok, long Failed, TimeSpan P50, TimeSpan P99)
{
    public double RequestsPerSecond => (Ok + Failed) / Length.TotalSeconds;
}
