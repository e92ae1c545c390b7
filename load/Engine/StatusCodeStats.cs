namespace NBomber.Contracts.Stats;

/// <summary>How often one kind of answer came, with the first one's message.</summary>
sealed record StatusCodeStats(string StatusCode, bool IsError, string Message, int Count);
