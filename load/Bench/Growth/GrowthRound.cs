namespace Analytics.Load.Bench.Growth;

/// <summary>Bare COPY, and then the same number of events through the line.</summary>
/// <param name="CopyRowsPerSecond">Into an empty table of its own, whatever is stored elsewhere: the measure that stays.</param>
/// <param name="CopyWalBytes">What PostgreSQL wrote to its log meanwhile, for a row.</param>
/// <param name="Line">The passage through the line.</param>
/// <param name="LineWalBytes">What PostgreSQL wrote to its log meanwhile, for an event; folding, as far as it had come, included.</param>
sealed record GrowthRound(double CopyRowsPerSecond, double CopyWalBytes, LineRound Line, double LineWalBytes)
{
    public double Ratio => Line.EventsPerSecond / CopyRowsPerSecond;
}
