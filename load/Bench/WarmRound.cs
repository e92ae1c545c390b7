namespace Analytics.Load.Bench;

/// <summary>One turn of warm summaries.</summary>
/// <param name="Empty">Against the empty endpoint.</param>
/// <param name="Api">Against the API.</param>
/// <param name="ApiCpu">Where the time went while the API was asked.</param>
sealed record WarmRound(LoopResult Empty, LoopResult Api, CpuUse ApiCpu)
{
    public double Ratio => Api.RequestsPerSecond / Empty.RequestsPerSecond;
}
