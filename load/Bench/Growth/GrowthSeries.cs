namespace Analytics.Load.Bench.Growth;

/// <summary>A dimension and what was measured at its points.</summary>
sealed record GrowthSeries(GrowthDimension Dimension, IReadOnlyList<GrowthPoint> Points)
{
    /// <summary>The ratio of a point against that of the first: 1 when growing changes nothing.</summary>
    public double AgainstFirst(GrowthPoint point) => point.Ratio / Points[0].Ratio;
}
