namespace Analytics.Load.Bench;

/// <summary>One passage of events through the whole line.</summary>
/// <param name="Accepted">Events answered with 202.</param>
/// <param name="PostTime">First POST to last answer.</param>
/// <param name="TotalTime">First POST to last row visible.</param>
/// <param name="BacklogAtLastAnswer">Events not yet visible when the last POST was answered.</param>
/// <param name="Rows">Rows found; less than accepted means lost.</param>
/// <param name="SentAgain">Requests sent again after 429, 503 or a broken connection.</param>
/// <param name="Cpu">Where the time went.</param>
sealed record LineRound(long Accepted, TimeSpan PostTime, TimeSpan TotalTime, long BacklogAtLastAnswer, long Rows, long SentAgain, CpuUse Cpu)
{
    public double EventsPerSecond => Rows / TotalTime.TotalSeconds;

    public RowBalance Balance => RowBalance.Of(Accepted, Rows);
}
