namespace Analytics.Load.Bench;

/// <summary>One turn of single events.</summary>
sealed record SingleRound(LoopResult Empty, LoopResult Api, long Rows)
{
    public double Ratio => Api.RequestsPerSecond / Empty.RequestsPerSecond;

    public long Lost => Api.Queued - Rows;
}
