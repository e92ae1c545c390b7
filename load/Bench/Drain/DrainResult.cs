namespace Analytics.Load.Bench.Drain;

/// <summary>What a drain found.</summary>
/// <param name="Server">What of PostgreSQL decides the figures.</param>
/// <param name="CopyRowsPerSecond">Bare COPY of as many rows, before.</param>
/// <param name="Queued">Events that were in the queue when the workers were started, all of those that were posted.</param>
/// <param name="PostTime">How long the API took to queue them.</param>
/// <param name="ReadyTime">From the command that starts the workers until they all said that they are ready.</param>
/// <param name="DrainTime">From the same command until the last row was visible.</param>
/// <param name="Rows">Rows found; less than queued means lost.</param>
/// <param name="WorkerPeakBytes">The most memory that one worker ever had.</param>
/// <param name="Cpu">Where the time of the drain went.</param>
sealed record DrainResult(
    string Server, double CopyRowsPerSecond, long Queued, TimeSpan PostTime, TimeSpan ReadyTime, TimeSpan DrainTime, long Rows, long WorkerPeakBytes, CpuUse Cpu)
{
    public double EventsPerSecond => Rows / DrainTime.TotalSeconds;

    public RowBalance Balance => RowBalance.Of(Queued, Rows);
}
