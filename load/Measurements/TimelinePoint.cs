namespace Analytics.Load.Measurements;

/// <summary>What was answered in one stretch of a run.</summary>
/// <param name="At">The stretch's beginning, from the run's.</param>
/// <param name="Length">A second, or more in a long run.</param>
/// <param name="Ok">Requests that succeeded.</param>
/// <param name="Failed">Requests that did not, those among them that were never sent.</param>
/// <param name="P50">Of those that succeeded; null when none did, which is no latency of 0.</param>
/// <param name="P99">Of those that succeeded; null when none did.</param>
sealed record TimelinePoint(TimeSpan At, TimeSpan Length, long Ok, long Failed, TimeSpan? P50, TimeSpan? P99)
{
    /// <summary>The throughput: requests that succeeded.</summary>
    public double RequestsPerSecond => Ok / Length.TotalSeconds;

    public double FailedPerSecond => Failed / Length.TotalSeconds;
}
