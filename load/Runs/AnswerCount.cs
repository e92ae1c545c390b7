namespace Analytics.Load.Runs;

/// <summary>How often one kind of answer came.</summary>
sealed record AnswerCount(string Code, bool IsError, string Message, int Count);
