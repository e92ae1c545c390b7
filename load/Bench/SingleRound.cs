namespace Analytics.Load.Bench;

/// <summary>One turn of single events.</summary>
/// <param name="Empty">Against the empty endpoint.</param>
/// <param name="EmptyCpu">Where the time went meanwhile; the endpoint's is among <see cref="CpuUse.Others"/>.</param>
/// <param name="Api">Against the API.</param>
/// <param name="ApiCpu">Where the time went while events were posted: storing goes on beside, and a little after.</param>
/// <param name="Rows">Rows found afterwards; less than accepted means lost.</param>
sealed record SingleRound(LoopResult Empty, CpuUse EmptyCpu, LoopResult Api, CpuUse ApiCpu, long Rows)
{
    public double Ratio => Api.RequestsPerSecond / Empty.RequestsPerSecond;

    public RowBalance Balance => RowBalance.Of(Api.Queued, Rows);
}
