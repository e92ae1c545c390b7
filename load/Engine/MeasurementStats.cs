namespace NBomber.Contracts.Stats;

/// <summary>The figures of the requests that succeeded, or of those that failed.</summary>
sealed record MeasurementStats(RequestStats Request, LatencyStats Latency, DataTransferStats DataTransfer, StatusCodeStats[] StatusCodes);
