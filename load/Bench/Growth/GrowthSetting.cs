namespace Analytics.Load.Bench.Growth;

/// <summary>Under what the line is measured; one figure of it differs from point to point of a dimension.</summary>
/// <param name="Workers">Workers that run.</param>
/// <param name="Connections">Connections that post.</param>
/// <param name="Shape">Whose the events are.</param>
/// <param name="Stored">Rows of others that are stored before, at least; less than there are already is no change.</param>
sealed record GrowthSetting(int Workers, int Connections, BenchShape Shape, long Stored)
{
    /// <summary>What holds in every dimension but its own.</summary>
    public static readonly GrowthSetting Usual = new(1, 16, BenchShape.Usual, 0);
}
