namespace Analytics.Load.Bench;

/// <summary>What a closed loop did.</summary>
/// <param name="Took">From the first request to the last answer, connecting not included.</param>
/// <param name="Requests">Answered with 200 or 202.</param>
/// <param name="Queued">Events that the answers say were queued.</param>
/// <param name="SentAgain">Requests sent again after 429, 503 or a broken connection.</param>
/// <param name="Latencies">Of those requests, each from its last sending.</param>
sealed record LoopResult(TimeSpan Took, long Requests, long Queued, long SentAgain, Latencies Latencies)
{
    public double RequestsPerSecond => Requests / Took.TotalSeconds;
}
