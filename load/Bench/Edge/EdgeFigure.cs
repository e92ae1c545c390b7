namespace Analytics.Load.Bench.Edge;

/// <summary>One pure part of the edge or the worker, and the least that the same bytes could cost.</summary>
/// <param name="Name">What is done.</param>
/// <param name="LimitName">The least that must be done.</param>
/// <param name="Events">How many events one doing is about; 0 when it is about none.</param>
/// <param name="Bytes">How many bytes go in; 0 when it is not about bytes.</param>
/// <param name="LimitNanoseconds">Median time of the least.</param>
/// <param name="Nanoseconds">Median time of ours.</param>
/// <param name="AllocatedBytes">What one doing of ours allocates.</param>
sealed record EdgeFigure(string Name, string LimitName, int Events, int Bytes, double LimitNanoseconds, double Nanoseconds, double AllocatedBytes)
{
    /// <summary>Ours as a part of the limit's speed: 1 is as fast as can be.</summary>
    public double Ratio => LimitNanoseconds / Nanoseconds;

    public double BytesPerSecond => Bytes * 1e9 / Nanoseconds;

    public double EventsPerSecond => Events * 1e9 / Nanoseconds;

    /// <summary>For an event, or for the whole where it is about none.</summary>
    public double Allocated => AllocatedBytes / Math.Max(1, Events);
}
